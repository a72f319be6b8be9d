import type { Level } from '#lib/model/actor.ts';
import type { Trx } from '#lib/server/platform/db.ts';

interface ImportedAccount {
	email: string;
	personId: string;
	isAdmin: boolean;
	/** Asked only when the account is new: hashing takes its time on purpose. */
	hash: () => Promise<string>;
	membership: { dossierId: string; level: Level } | null;
}

/** Gives a person an account and a place in a dossier, unless the account exists already. */
export async function importAccount(trx: Trx, account: ImportedAccount): Promise<void> {
	const { email, personId, membership } = account;
	const known = await trx
		.selectFrom('account')
		.select('personId')
		.where((eb) => eb.or([eb('email', '=', email), eb('personId', '=', personId)]))
		.executeTakeFirst();
	if (known) return;
	await trx
		.insertInto('account')
		.values({ email, personId, passwordHash: await account.hash() })
		.execute();
	if (account.isAdmin)
		await trx.updateTable('person').set({ isAdmin: true }).where('id', '=', personId).execute();
	if (membership)
		await trx
			.insertInto('dossierMember')
			.values({ ...membership, personId })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
}
