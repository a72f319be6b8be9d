import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsName, replaceName } from '#lib/model/name-erasure.ts';
import type { Trx } from './db.ts';
import { mailFolder, type Mail } from './mail.ts';
import { composeMail, readMail } from './mail-file.ts';
import { deleteMailJob, emptyFinishedMails, listWaitingMails, setMailJob } from './mail.rows.ts';

export interface ForgottenPerson {
	/** Longer ones first. */
	names: string[];
	addresses: string[];
	role: string;
}

/**
 * Takes a person out of mails: those to them are neither sent nor kept, in those to others the role
 * stands instead, and of mails that are on their way nothing is kept. A mail that is being sent is
 * waited for.
 * @returns how many mails were deleted or changed
 */
export async function eraseFromMails(trx: Trx, person: ForgottenPerson): Promise<number> {
	let places = 0;
	for (const { id, mail } of await listWaitingMails(trx)) {
		const left = eraseFromMail(mail, person);
		if (left === mail) continue;
		await (left ? setMailJob(trx, id, left) : deleteMailJob(trx, id));
		places++;
	}
	await emptyFinishedMails(trx);
	return places + (await eraseFromFiles(person));
}

/** The mail itself where nothing of the person is in it, null where it is theirs. */
export function eraseFromMail<M extends Mail>(mail: M, person: ForgottenPerson): M | null {
	const { names, addresses, role } = person;
	const isTheirs = (typed = '') => {
		const address = (/<([^>]*)>/.exec(typed)?.[1] ?? typed).trim().toLowerCase();
		return addresses.some((one) => one.toLowerCase() === address);
	};
	if (isTheirs(mail.to)) return null;
	const { replyTo, ...rest } = mail;
	const known: Mail = isTheirs(replyTo) ? rest : mail;
	const attachments = known.attachments?.map((one) => {
		// A calendar breaks its lines anywhere, in a name too.
		const content = one.content.replaceAll(/\r?\n[ \t]/g, '');
		return [...names, ...addresses].some((name) => holdsName(content, name))
			? { ...one, content }
			: one;
	});
	const unfolded = attachments?.some((one, at) => one !== known.attachments![at])
		? { ...known, attachments }
		: known;
	const left = [...names, ...addresses].reduce(
		(one, name) => replaceName(one, name, role),
		unfolded
	);
	return left as M;
}

async function eraseFromFiles(person: ForgottenPerson): Promise<number> {
	const names = await readdir(mailFolder()).catch(() => []);
	let places = 0;
	for (const name of names.filter((one) => one.endsWith('.eml'))) {
		const path = join(mailFolder(), name);
		const mail = await readMail(await readFile(path));
		const left = mail && eraseFromMail(mail, person);
		if (mail && left === mail) continue;
		// What cannot be read might say anything.
		if (left) await writeFile(path, await composeMail(left), { mode: 0o600 });
		else await rm(path, { force: true });
		places++;
	}
	return places;
}
