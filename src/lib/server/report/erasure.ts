import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { replaceName } from '#lib/model/name-erasure.ts';
import { eraseFromNotes } from '../notes/erasure.ts';
import { findPerson, takesPartElsewhere } from '../people/names.rows.ts';
import { requireKeeper } from '../people/names.ts';
import { announce } from '../platform/bus.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { eraseFromMails } from '../platform/mail-erasure.ts';
import {
	clearPerson,
	deleteFilesOf,
	findFormer,
	forgetAddress,
	forgetWords,
	insertErasure,
	listTexts,
	listVersionsHolding,
	permitErasure,
	storeText,
	updateVersion,
	type ErasedVersion
} from './erasure.rows.ts';
import { keepFiles } from './files.ts';
import { keepTaken, listTaken } from './notes-taken.rows.ts';
import { deleteProgrammeFiles } from './programme-file.rows.ts';

export const ErasureInput = v.object({
	/** Typed again, so that nobody is erased by one press. */
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
	/** What stands instead of the name. */
	role: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
	/** Other spellings that were used, one on each line. */
	spellings: v.optional(v.pipe(v.string(), v.maxLength(2000)), '')
});

/** In how many places of each kind the name was replaced. */
export interface Erased {
	versions: number;
	files: number;
	notes: number;
	texts: number;
	mails: number;
}

/** Annexes, which erasing does not change: by their ids, those that hold the name, and those that could not be looked into. */
export interface ErasedAnnexes {
	holding: string[];
	unread: string[];
}

/**
 * Replaces a person's name, and every other one they had, by their role in every version of every report and its files, in notes,
 * agendas, logs, texts and mails, and forgets what else is known of them: account, sessions, languages.
 * Seats and attendance stay as numbers. It cannot be undone. Files of annexes stay as they are: what
 * `annexes` says of them is kept with the erasure.
 * @throws {AppError} `not_found`, `erasure_name` (422) when the name typed is another,
 * `erasure_spelling` (422), `erasure_self` (409): nobody erases the account they work with,
 * `erasure_elsewhere` (409): an administrator must do it
 */
export async function erasePerson(
	db: Db,
	actor: Actor | null,
	personId: string,
	input: v.InferOutput<typeof ErasureInput>,
	origin: string,
	annexes: ErasedAnnexes | null = null
): Promise<Erased & { id: string }> {
	await requireKeeper(db, actor, personId);
	const person = await findPerson(db, personId);
	if (!person) throw notFound();
	if (personId === actor!.personId)
		throw new AppError('erasure_self', 409, 'Somebody else must erase you.');
	await requireEraser(db, actor!, person);
	if (!person.name || person.name.trim().toLowerCase() !== input.name.toLowerCase())
		throw new AppError('erasure_name', 422, 'The name typed is not the name of this person.').about(
			'name'
		);
	const names = await listSpellings(db, actor, personId, input.spellings);
	const former = await findFormer(db, personId);
	const erased = await db.transaction().execute(async (trx) => {
		await permitErasure(trx);
		const known = { id: personId, names, formerIds: former.ids };
		const taken = await listTaken(trx);
		const notes = await eraseFromNotes(trx, known, input.role);
		await keepTaken(trx, taken);
		const texts = await eraseFromTexts(trx, names, input.role);
		const versions = await eraseFromVersions(trx, known, input.role);
		const files = await remakeFiles(trx, versions, origin);
		await forgetWords(trx, names);
		await deleteProgrammeFiles(trx);
		const addresses = await forgetAddress(trx, personId);
		const mails = await eraseFromMails(trx, { names, addresses, role: input.role });
		const counts: Erased = { versions: versions.length, files, notes, texts, mails };
		await clearPerson(trx, personId, input.role);
		const places = { ...counts, ...(annexes && { annexes }) };
		const id = await insertErasure(trx, { actorId: actor!.personId, personId, places });
		return { id, ...counts };
	});
	announce('session.ended', { personId });
	announce('notes.replaced', {});
	return erased;
}

/**
 * Every way in which a person's name is looked for, the longest first: the present one, former ones
 * of more than one word, and others that were typed, one on each line.
 * @throws {AppError} `not_found`, `erasure_spelling` (422)
 */
export async function listSpellings(
	db: Db,
	actor: Actor | null,
	personId: string,
	typed: string
): Promise<string[]> {
	await requireKeeper(db, actor, personId);
	const name = (await findPerson(db, personId))?.name;
	if (!name) throw notFound();
	const spellings = typed.split(/\r?\n/).flatMap((one) => one.trim() || []);
	for (const spelling of spellings) requireSpelling(name, spelling);
	const former = await findFormer(db, personId);
	const whole = former.names.filter((one) => /\S\s+\S/.test(one));
	return [name, ...whole, ...spellings].sort((a, b) => b.length - a.length);
}

/** Administrators are erased by administrators, and so is who takes part in dossiers of others. */
async function requireEraser(
	db: Db,
	actor: Actor,
	person: { id: string; isAdmin: boolean }
): Promise<void> {
	if (actor.isAdmin) return;
	if (person.isAdmin || (await takesPartElsewhere(db, actor.personId, person.id)))
		throw new AppError('erasure_elsewhere', 409, 'An administrator must erase this person.');
}

/** Another spelling shares a word with the name and is as particular: no common word goes with it. */
function requireSpelling(name: string, spelling: string): void {
	const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const [own, other] = [words(name), words(spelling)];
	const isShared = other.some((word) => word.length >= 3 && own.includes(word));
	if (!isShared || other.length < Math.min(2, own.length))
		throw new AppError('erasure_spelling', 422, 'This is no other spelling of the name.', {
			spelling
		}).about('spellings');
}

async function eraseFromTexts(trx: Trx, names: string[], role: string): Promise<number> {
	let places = 0;
	for (const text of await listTexts(trx, names)) {
		const after = replaceNames(text.value, names, role);
		if (after === text.value) continue;
		await storeText(trx, text, after);
		places++;
	}
	return places;
}

function replaceNames<T>(value: T, names: string[], role: string): T {
	return names.reduce((text, name) => replaceName(text, name, role), value);
}

async function eraseFromVersions(
	trx: Trx,
	{ id, names }: { id: string; names: string[] },
	role: string
): Promise<ErasedVersion[]> {
	const changed: ErasedVersion[] = [];
	for (const version of await listVersionsHolding(trx, id, names)) {
		const erase = <T>(value: T) => replaceNames(unlinkPerson(value, id, role), names, role);
		const erased = {
			...version,
			content: erase(version.content),
			restricted: erase(version.restricted),
			reason: erase(version.reason)
		};
		if ((['content', 'restricted', 'reason'] as const).every((one) => erased[one] === version[one]))
			continue;
		await updateVersion(trx, erased);
		changed.push(erased);
	}
	return changed;
}

/** Speakers and owners known by id, whatever spelling the text has; without one, the value itself. */
function unlinkPerson<T>(value: T, personId: string, role: string): T {
	const written = JSON.stringify(value);
	if (!written.includes(personId)) return value;
	return JSON.parse(written, (_key, one: unknown) => {
		if (one === null || typeof one !== 'object') return one;
		const known = one as Record<string, unknown>;
		if (known.personId === personId) return { ...known, name: null, personId: null };
		if (known.kind === 'person' && known.id === personId) return { ...known, name: role };
		return one;
	}) as T;
}

async function remakeFiles(trx: Trx, versions: ErasedVersion[], origin: string): Promise<number> {
	let files = 0;
	for (const { reportId, slug, version, state, at } of versions) {
		files += await deleteFilesOf(trx, reportId, version);
		await keepFiles(trx, reportId, {
			slug,
			version,
			state,
			at: at.toISOString(),
			address: `${origin}/reports/${slug}/v${version}`,
			origin
		});
	}
	return files;
}
