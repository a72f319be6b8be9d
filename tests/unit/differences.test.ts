import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { locales, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { compareWords } from '#lib/model/comparison.ts';
import Differences from '#lib/ui/Differences.svelte';
import ChangedText from '../../src/routes/(public)/reports/ChangedText.svelte';

async function show(before: string, after: string): Promise<string> {
	overwriteGetLocale(() => 'en');
	const changes = [compareWords(before, after)];
	const { body } = await render(Differences, { props: { changes, lang: 'fr' } });
	return body.replaceAll(/<!--.*?-->/g, '').replaceAll(/ class="[^"]*"/g, '');
}

test('what went and came is said in words, in the language of the page, the text in its own', async () => {
	expect(await show('La réunion de juin a eu lieu.', 'La réunion de mai a eu lieu.')).toContain(
		'<span lang="fr">La réunion de </span><del><span>[removed: </span><span lang="fr">juin</span><span>]</span></del>' +
			'<ins><span>[added: </span><span lang="fr">mai</span><span>]</span></ins><span lang="fr"> a eu lieu.</span>'
	);
});

test('of a rewritten paragraph each text stands under its word', async () => {
	const html = await show(
		'Les élèves ont visité le laboratoire.',
		'Une convention sera signée par le rectorat avant la fin de l’année.'
	);
	expect(html).toMatch(/<span>removed:<\/span>\s*<del lang="fr">Les élèves ont visité/);
	expect(html).toMatch(/<span>added:<\/span>\s*<ins lang="fr">Une convention sera signée/);
});

test('where only a link or emphasis changed, the page says so in words, in all five languages', async () => {
	const [from, to] = ['https://old.example/a?b=1&c', 'https://new.example/b'];
	const sections = [
		{
			under: 'Summary',
			changes: [compareWords('See here.', 'See here.'), compareWords('Old', 'Old')],
			marks: [
				[
					{ kind: 'link' as const, words: 'here', from, to },
					{ kind: 'emphasis' as const, words: 'See', from: 'plain' as const, to: 'bold' as const }
				],
				[]
			]
		}
	];
	const shown = new Set<string>();
	for (const locale of locales) {
		overwriteGetLocale(() => locale);
		const { body } = await render(ChangedText, { props: { sections, lang: 'fr' } });
		const html = body.replaceAll(/<!--.*?-->/g, '');
		const notes = [...html.matchAll(/<li>(.*?) ?: <q lang="fr" dir="auto">(.*?)<\/q><\/li>/g)];
		expect(notes.map(([, , words]) => words)).toEqual(['here', 'See']);
		for (const href of [from, to]) expect(notes[0]![1]).toContain(href.replace('&', '&amp;'));
		for (const [, said] of notes) shown.add(said!);
	}
	expect(shown.size).toBe(2 * locales.length);
	overwriteGetLocale(() => 'en');
	const { body } = await render(ChangedText, { props: { sections, lang: 'fr' } });
	expect(body).toContain('Emphasis changed from plain to bold');
});
