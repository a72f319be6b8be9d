import type { DraftSpeaker } from './programme-draft.ts';
import { splitPeople } from './programme-names.ts';
import {
	CIVIL,
	CIVILITY,
	GIVEN,
	isPerson,
	namesRole,
	ORGANISATION,
	readPerson
} from './programme-person.ts';

const LEADS =
	'(?:co-?)?(?:animée?s?|modérée?s?|présentée?s?|présidée?s?|assurée?s?) par|(?:moderated|chaired|hosted|presented|led|facilitated) by|(?:gemodereerd|voorgezeten|geleid|gepresenteerd|begeleid) door|o\\.l\\.v\\.|m\\.m\\.v\\.|onder leiding van|(?:moderad|presentad|dirigid|presidid)[oa]s? por|(?:modereret|ledet|præsenteret) af';
const WITH = 'par|by|door|por|af|ved|avec|with|met|con|med';
const INTRODUCTION = new RegExp(`(?<![\\p{L}\\p{N}])(?:(${LEADS})|${WITH})\\s*[:：]?\\s+`, 'giu');
const AND = new RegExp(
	`\\s*;\\s*(?:(?:et|and|en|y|e|og|&)\\s+)?|(?:,?\\s+(?:et|and|en|y|e|og|&)\\s+|(?<=\\)),\\s+)(?=(?:${CIVILITY})\\p{Lu}|${GIVEN}\\s+(?:\\p{Ll}+\\s+){0,3}\\p{Lu})`,
	'u'
);
/**
 * Behind a sign that parts it from what it is about: "Opening: Mrs Jane Example, chair", "Opening –
 * Jane Example, chair".
 */
const APART = new RegExp(
	`(?:^|[:：,(–—|]\\s*|\\s-\\s+)(?=(?:${CIVILITY})\\p{Lu})|\\s[–—-]\\s+(?=${GIVEN}\\s)`,
	'gu'
);
const CIVIL_ANYWHERE = new RegExp(
	`(?<![\\p{L}\\p{N}])(?:${CIVILITY})(?:\\p{Ll}+\\s+){0,2}\\p{Lu}`,
	'u'
);

/** Longer lines are no titles, and trying each place in them would take long. */
const LONGEST = 600;

/**
 * The people that a title clearly names, and the title without them; the title is empty when it
 * named nobody else. Null when nobody is clearly named.
 */
export function cutPeople(words: string): { title: string; speakers: DraftSpeaker[] } | null {
	if (words.length > LONGEST) return null;
	const places = [
		...[...words.matchAll(INTRODUCTION)].map((match) => ({
			from: match.index,
			to: match.index + match[0].length,
			isLed: match[1] !== undefined
		})),
		...[...words.matchAll(APART)].map((match) => ({
			from: match.index,
			to: match.index + match[0].length,
			isLed: false
		}))
	].sort((a, b) => a.from - b.from);
	for (const { from, to, isLed } of places) {
		const open = words.lastIndexOf('(', to);
		const close = open < 0 ? -1 : closing(words, open);
		const isInside = open >= 0 && close >= to && !/\S/.test(words.slice(open + 1, from));
		const said = words.slice(to, isInside ? close : undefined).trim();
		const topic = !isInside && from === 0 ? /^(.*?\p{L})\s*[:：]\s+(\S.*)$/u.exec(said) : null;
		const speakers = readPeople(topic?.[1] ?? said, isLed);
		if (!speakers) continue;
		const head = words.slice(0, isInside ? open : from).replace(/[\s,:：;(|–—-]+$/u, '');
		const tail = topic?.[2] ?? (isInside ? words.slice(close + 1).trim() : '');
		return { title: [head, tail].filter(Boolean).join(' '), speakers };
	}
	return null;
}

/** Null unless each of them is a person beyond doubt: by civility, role, organisation or task. */
function readPeople(said: string, isLed: boolean): DraftSpeaker[] | null {
	const people = said
		.split(AND)
		.filter(Boolean)
		.flatMap(splitPeople)
		.map((one) => {
			const person = isPerson(one) ? readPerson(one) : null;
			const isClear =
				person &&
				(CIVIL.test(one) ||
					namesRole(person.role) ||
					(isLed && one.trim() === person.name) ||
					/^\s*\(/.test(one.slice(person.name.length)));
			return isClear ? person : null;
		});
	return people.length > 0 && people.every((one) => one !== null) ? people : null;
}

/** Whether a title may name a person: what is public of one needs a recorded basis. */
export function mayNamePerson(title: string): boolean {
	if (CIVIL_ANYWHERE.test(title)) return true;
	const first = readPerson(title);
	if (first && isPerson(title) && namesRole(first.role)) return true;
	return [...title.matchAll(INTRODUCTION), ...title.matchAll(DASH)].some((match) => {
		const rest = title.slice(match.index + match[0].length);
		const name = NAME_AHEAD.exec(rest)?.[0];
		return name !== undefined && !ORGANISATION.test(name);
	});
}
const DASH = /\s[–—-]\s+/gu;
const NAME_AHEAD = new RegExp(
	`^${GIVEN}(?:\\s+(?:\\p{Ll}+\\s+|d['’]){0,3}\\p{Lu}[\\p{L}\\p{M}'’-]+){1,3}`,
	'u'
);

/** Where the bracket that opens at `open` is closed; -1: nowhere. */
function closing(words: string, open: number): number {
	let depth = 0;
	for (let at = open; at < words.length; at += 1) {
		if (words[at] === '(') depth += 1;
		else if (words[at] === ')') depth -= 1;
		if (depth === 0) return at;
	}
	return -1;
}
