import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareLines, compareWords, type Change } from './comparison.ts';

/** Changes as one line: what went in [-…-], what came in {+…+}. */
const write = (changes: Change[]) =>
	changes
		.map(({ kind, text }) =>
			kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`
		)
		.join('');
const compare = (before: string, after: string) => write(compareWords(before, after));

test('a slip that was mended is a small change', () => {
	expect(
		compare(
			'The Basqque pilot will be evaluated by the organistions in Frehel.',
			'The Basque pilot will be evaluated by the organisations in Fréhel.'
		)
	).toBe(
		'The [-Basqque-]{+Basque+} pilot will be evaluated by the [-organistions in Frehel-]{+organisations in Fréhel+}.'
	);
	expect(
		compare('La réunion a duré deux heures.', 'La réunion a duré trois heures, en ligne.')
	).toBe('La réunion a duré [-deux-]{+trois+} heures{+, en ligne+}.');
});

test('short common words between two changes are no islands', () => {
	expect(
		compare(
			'We thank the pupils of the school, who showed us their workshop in the morning.',
			'We thank the teachers of the college, who showed us their workshop in the morning.'
		)
	).toBe(
		'We thank the [-pupils of the school-]{+teachers of the college+}, who showed us their workshop in the morning.'
	);
	expect(
		compare(
			'Le rectorat a présenté le projet de la région aux entreprises qui étaient venues en nombre.',
			'Le rectorat a présenté les objectifs de la académie aux entreprises qui étaient venues en nombre.'
		)
	).toBe(
		'Le rectorat a présenté [-le projet de la région-]{+les objectifs de la académie+} aux entreprises qui étaient venues en nombre.'
	);
});

test('what was only put in, or only taken out, stays between what was there', () => {
	expect(compare('Today the school opens.', 'Today all the new school opens.')).toBe(
		'Today {+all +}the {+new +}school opens.'
	);
	expect(compare('Un long compte rendu de la réunion', 'Un compte rendu de réunion')).toBe(
		'Un [-long -]compte rendu de [-la -]réunion'
	);
});

test('of a paragraph of which most was rewritten both texts stand whole', () => {
	const before =
		'The round table showed that the companies of the region want to meet the teachers more often.';
	const after =
		'In the afternoon each firm told what it offers: visits, a mentor, and a place for two trainees in the summer.';
	expect(compareWords(before, after)).toEqual([
		{ kind: 'removed', text: before },
		{ kind: 'added', text: after }
	]);
	const old =
		'Les élèves ont visité le laboratoire et ont posé de nombreuses questions aux chercheurs.';
	const new_ =
		'Une convention sera signée avant la fin de l’année par le rectorat et par les trois entreprises.';
	expect(compareWords(old, new_)).toEqual([
		{ kind: 'removed', text: old },
		{ kind: 'added', text: new_ }
	]);
});

test('a paragraph that was put in before another makes neither look rewritten', () => {
	const kept = 'Le prochain rendez-vous est fixé au 30 septembre à Rennes.';
	const moved = 'Le prochain rendez-vous est fixé au 1 octobre à Rennes.';
	const fresh = 'The network will send the films to every school that asked for them.';
	expect(compareLines(['Same', kept], ['Same', fresh, moved]).map(write)).toEqual([
		`{+${fresh}+}`,
		'Le prochain rendez-vous est fixé au [-30 septembre-]{+1 octobre+} à Rennes.'
	]);
	expect(compareLines([fresh, kept], [kept])).toEqual([[{ kind: 'removed', text: fresh }]]);
});

test('the changes of all lines give back both texts', () => {
	const line = fc
		.array(fc.constantFrom('the', 'de', 'school', 'école', 'met', 'in', 'Rennes', ',', '2020'), {
			minLength: 1,
			maxLength: 12
		})
		.map((words) => words.join(' '));
	fc.assert(
		fc.property(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 8 }), (a, b) => {
			const lines = compareLines(a, b);
			const read = (without: string) =>
				lines
					.map((changes) => changes.filter(({ kind }) => kind !== without))
					.filter((changes) => changes.length)
					.map((changes) => changes.map(({ text }) => text).join(''));
			const isPart = (part: string[], of: string[]) => {
				let at = 0;
				for (const one of of) if (one === part[at]) at++;
				return at === part.length;
			};
			expect(isPart(read('added'), a)).toBe(true);
			expect(isPart(read('removed'), b)).toBe(true);
			expect(read('added').length - read('removed').length).toBe(a.length - b.length);
		})
	);
});
