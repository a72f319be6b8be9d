import { verify } from '@node-rs/argon2';
import { connect } from './database.ts';
import { Refusal } from './progress.ts';

const password = 'emvod-demo';
const seats: Record<string, string> = {
	admin: 'administrator',
	secretariat: 'secretariat',
	chair: 'chair',
	notes: 'note taker',
	participant: 'participant',
	speaker: 'speaker',
	teacher: 'school seat',
	other: 'member of another taskforce'
};

/** Whether nobody is in the database yet, so that the demo may be loaded. */
export async function isEmpty(url: string): Promise<boolean> {
	const client = await connect(url);
	try {
		return (await client.query('select from person limit 1')).rowCount === 0;
	} finally {
		await client.end();
	}
}

/** The demo accounts that still open with the published password. */
async function findOpen(url: string): Promise<string[]> {
	const client = await connect(url);
	try {
		const { rows } = await client.query<{ email: string; password_hash: string }>(
			`select email, password_hash from account where email = any($1)`,
			[Object.keys(seats).map((seat) => `${seat}@demo.example`)]
		);
		const open = await Promise.all(rows.map((row) => verify(row.password_hash, password)));
		return rows.filter((_, index) => open[index]).map((row) => row.email);
	} finally {
		await client.end();
	}
}

/** Refuses to serve others while accounts with a published password exist. */
export async function refuseOpenAccounts(url: string): Promise<void> {
	const open = await findOpen(url);
	if (open.length === 0) return;
	throw new Refusal(
		`The demo accounts (${open.join(', ')}) still have their published password. ` +
			'Change or remove them, or allow them with EMVOD_DEMO=1.'
	);
}

/** The demo accounts as lines for the terminal; none when there are none. */
export async function describeAccounts(url: string): Promise<string[]> {
	const open = await findOpen(url);
	const lines = Object.entries(seats)
		.filter(([seat]) => open.includes(`${seat}@demo.example`))
		.map(([seat, meaning]) => `  ${`${seat}@demo.example`.padEnd(28)}${meaning}`);
	return lines.length ? [`Demo accounts, password ${password}:`, ...lines] : [];
}
