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

/** Files of one version of a meeting: in each language, for each kind of reader, at each address. */
const MOST_FILES = 24;

/** Keeps a printed programme; those of earlier versions go, and the oldest of too many. */
export async function insertProgrammeFile(
	db: Db,
	file: ProgrammeFile,
	bytes: Buffer
): Promise<void> {
	await db
		.deleteFrom('programmeFile as old')
		.where('old.meetingId', '=', file.meetingId)
		.where((eb) =>
			eb.or([
				eb('old.version', '<', file.version),
				eb(
					'old.hash',
					'not in',
					eb
						.selectFrom('programmeFile as kept')
						.where('kept.meetingId', '=', file.meetingId)
						.orderBy('kept.madeAt', 'desc')
						.limit(MOST_FILES - 1)
						.select('kept.hash')
				)
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
