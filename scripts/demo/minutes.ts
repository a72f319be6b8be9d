import type { MinutesRecord } from '#lib/model/import/report.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** The minutes of held meetings: notes first, then the report with its versions. */
export async function addMinutes(_db: Db, _records: MinutesRecord[]): Promise<void> {}
