import type { AccountRecord } from '#lib/model/import/accounts.ts';
import { importAccount } from '#lib/server/people/account.rows.ts';
import { hashPassword } from '#lib/server/people/passwords.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import type { ImportKeys } from '#lib/server/platform/import.ts';

const PASSWORD = 'emvod-demo';

/** The demo accounts: each belongs to a fictitious person of the record. */
export async function addAccounts(trx: Trx, keys: ImportKeys, records: AccountRecord[]): Promise<void> {
	for (const record of records)
		await importAccount(trx, {
			email: `${record.email}@demo.example`,
			personId: keys.get(record.person),
			isAdmin: record.isAdmin,
			hash: () => hashPassword(PASSWORD),
			membership:
				record.dossier && record.level ? { dossierId: keys.get(record.dossier), level: record.level } : null
		});
}
