import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

export interface ProgrammeFile {
	meetingId: string;
	/** Of everything the file is made of. */
	hash: string;
	/** The meeting's version, to know what is older. */
	version: number;
}

export async function findProgrammeFile(
	db: Db,
	{ meetingId, hash }: ProgrammeFile
): Promise<Buffer | undefined> {
	const row = await db
		.selectFrom('programmeFile')
		.where('meetingId', '=', meetingId)
		.where('hash', '=', hash)
		.select('bytes')
		.executeTakeFirst();
	return row?.bytes;
}

/** Keeps a printed programme; those of earlier versions go, and after a day those of other states. */
export async function insertProgrammeFile(
	db: Db,
	file: ProgrammeFile,
	bytes: Buffer
): Promise<void> {
	await db
		.deleteFrom('programmeFile')
		.where('meetingId', '=', file.meetingId)
		.where('hash', '!=', file.hash)
		.where((eb) =>
			eb.or([
				eb('version', '<', file.version),
				eb('madeAt', '<', sql<Date>`now() - interval '1 day'`)
			])
		)
		.execute();
	await db
		.insertInto('programmeFile')
		.values({ ...file, bytes })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Every printed programme goes; it is made again when asked for. */
export async function deleteProgrammeFiles(db: Db): Promise<void> {
	await db.deleteFrom('programmeFile').execute();
}
