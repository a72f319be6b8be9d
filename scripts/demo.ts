// npm run demo: the dossier of Bretagne with its accounts, and meetings like `bretagne-today`.
import { parseArgs } from 'node:util';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
import { ImportKeys } from '#lib/server/platform/import.ts';
import { hasReports } from '#lib/server/report/import.rows.ts';
import { withDatabase } from './database.ts';
import { addAccounts } from './demo/accounts.ts';
import { copyMedia, readDemo } from './demo/files.ts';
import { planMeeting } from './demo/meeting.ts';
import { storeRecords } from './demo/records.ts';
import { provideMessages } from './messages.ts';
import { dataFolder } from './paths.ts';
import { run, tell } from './progress.ts';

export interface DemoOptions {
	/** Where the application keeps its films. */
	mediaDir: string;
	/** Address of the meeting planned for today; null plans none. */
	meeting?: string | null;
}

/** Loads the demo, or what is missing of it: a second run changes nothing. */
export async function loadDemo(databaseUrl: string, options: DemoOptions): Promise<void> {
	const { meeting = 'bretagne-today', mediaDir } = options;
	const demo = await readDemo();
	await copyMedia(demo.file, mediaDir);
	const pool = createPool(databaseUrl, 2);
	const db = createDatabase(pool);
	try {
		const keys = new ImportKeys();
		await db.transaction().execute(async (trx) => {
			await storeRecords(trx, keys, demo);
			await addAccounts(trx, keys, demo.extra.accounts);
			if (meeting) await planMeeting(trx, keys, demo, meeting);
		});
		if (await hasReports(db, demo.file.minutes)) return;
		// Reports are written in words of the interface, which a fresh clone has yet to compile.
		await provideMessages();
		const { addMinutes } = await import('./demo/minutes.ts');
		await addMinutes(db, keys, demo);
	} finally {
		await db.destroy();
	}
}

if (import.meta.main)
	await run(async () => {
		const { values } = parseArgs({ options: { meeting: { type: 'string' } } });
		if (values.meeting && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.meeting))
			throw new Error('A meeting is named with small letters, digits and hyphens.');
		await withDatabase((url) =>
			loadDemo(url, { mediaDir: `${dataFolder()}/media`, meeting: values.meeting })
		);
		tell(
			`The demo is loaded, with a meeting for today at /meetings/${values.meeting ?? 'bretagne-today'}`
		);
	});
