import type { DraftSpeaker } from './programme-draft.ts';
import { splitPeople } from './programme-names.ts';
import { cutPeople, mayNamePerson } from './programme-people.ts';
import { isPerson, readFunction, readPerson } from './programme-person.ts';
import { readFormat } from './programme-words.ts';

/** "Moderator: Jane Example", "o.l.v. Jane Example": what somebody does there, before the name. */
const TASK =
	/^((?:co-?)?(?:moderat\p{L}*|modera(?:ci[oó]n)?|modér\p{L}*|anim\p{L}*|présid\p{L}*|chair\p{L}*|host\p{L}*|presenta|présent\p{L}*|voorzitt\p{L}*|gespreksleid\p{L}*|ordstyrer|dagvoorzitter|facilitat\p{L}*|speakers?|intervenant\p{L}*|sprekers?|ponentes?|oplægsholdere?)(?:\s+(?:par|by|door|por|af))?|o\.l\.v\.|onder leiding van|ved)\s*[:：]?\s+(?=\p{Lu}|(?:mevr|dhr|mw|dr|prof)\.?\s)/iu;

/** What stands behind "Speakers:", one or a list (`splitPeople`); one without a name is a role. */
export function readSpeakers(text: string): DraftSpeaker[] {
	return splitPeople(text)
		.map((one) => one.trim().replace(/[.;,]$/, ''))
		.filter(Boolean)
		.flatMap(readSpeaker);
}

/** "Chair: Jane Example" on a line of its own: what somebody does, a colon and who it is. */
export function readLed(line: string): DraftSpeaker[] | null {
	const label = /^[^:：]{3,40}[:：]\s+/u.exec(line)?.[0] ?? '';
	if (TASK.exec(line)?.[0].length !== label.length) return null;
	const speakers = readSpeakers(line);
	return speakers.length > 0 && speakers.every(({ name }) => name) ? speakers : null;
}

/** "Orange – Sophie Example, head of training": at a round table who comes for whom. */
export function readGuest(line: string): DraftSpeaker[] | null {
	const [, organisation, said] =
		/^([^:：–—]{2,80}?)\s*(?:[:：]|\s[–—-])\s+(\S.*)$/u.exec(line) ?? [];
	const person = said && isPerson(said) ? readPerson(said) : null;
	if (!organisation || !person || person.organisation || readFormat(organisation)) return null;
	return [{ ...person, organisation }];
}

function readSpeaker(one: string): DraftSpeaker[] {
	const task = TASK.exec(one);
	const person = readPerson(task ? one.slice(task[0].length) : one);
	if (person) return [{ ...person, role: person.role || roleOf(task?.[1] ?? '') }];
	const led = cutPeople(one);
	if (led?.speakers.length) {
		const role = readFormat(led.title) ? '' : led.title;
		return led.speakers.map((own) => ({ ...own, role: own.role || role }));
	}
	// The public reads a role: words that may name a person are none.
	if (mayNamePerson(one)) return [{ name: one, role: '', organisation: '' }];
	const { role, organisation } = readFunction(one);
	return [{ name: '', role: role || organisation, organisation: role ? organisation : '' }];
}

/** "Speaker" says nothing of somebody who speaks, nor does a word that only leads to the name. */
const roleOf = (task: string) =>
	/^(?:speakers?|intervenant\p{L}*|sprekers?|ponentes?|oplægsholdere?|ved|o\.l\.v\.|.*\s(?:par|by|door|por|af|van))$/iu.test(
		task
	)
		? ''
		: task;
