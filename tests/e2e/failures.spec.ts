import { stack } from '../support/control.ts';
import { expectRemotePicture, expectSaved, join, notesOf, write } from '../support/room.ts';
import { expect, test } from '../support/story.ts';

/** What a browser prints when the server it talks to goes away. */
const LOST_SERVER = [
	/ERR_CONNECTION_REFUSED/,
	/WebSocket connection to/,
	/Failed to load resource/
];

test('words shown as saved are there after the application was killed', async ({ cast, today }) => {
	cast.expected.push(...LOST_SERVER);
	const chair = await cast.signedIn('chair');
	await join(chair, today);
	await chair
		.getByRole('region', { name: 'Agenda' })
		.getByRole('button', { name: 'Next item' })
		.click();
	await write(chair, 'Written just before the crash. ');
	await expectSaved(chair);
	await stack.killApp();
	await expect(chair.getByText('Offline, kept on this device')).toBeVisible({ timeout: 15_000 });
	await write(chair, 'Written while the server was away. ');
	await stack.startApp();
	await expectSaved(chair);

	const reader = await cast.signedIn('participant');
	await join(reader, today);
	await expect(notesOf(reader)).toContainText(
		'Written just before the crash. Written while the server was away.'
	);
});

test('LiveKit may die in mid-meeting: agenda and notes go on, the picture comes back', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_SERVER, /livekit/i, /signal/i);
	const [chair, participant] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await join(chair, today);
	await join(participant, today);
	await expectRemotePicture(participant);
	await stack.killLivekit();
	try {
		await chair
			.getByRole('region', { name: 'Agenda' })
			.getByRole('button', { name: 'Next item' })
			.click();
		await expect(participant.locator('[aria-current="step"]')).toContainText(
			'Exchange of practice'
		);
		await write(participant, 'Without any picture. ');
		await expectSaved(participant);
		await expect(notesOf(chair)).toContainText('Without any picture.');
	} finally {
		await stack.startLivekit();
	}
	await expectRemotePicture(participant, 60_000);
});

test('a meeting closes and files its report while LiveKit is dead', async ({ cast, today }) => {
	cast.expected.push(...LOST_SERVER, /livekit/i, /signal/i);
	const chair = await cast.signedIn('chair');
	await join(chair, today);
	await chair
		.getByRole('region', { name: 'Agenda' })
		.getByRole('button', { name: 'Next item' })
		.click();
	await write(chair, 'Said without video. ');
	await expectSaved(chair);
	await stack.killLivekit();
	try {
		await chair.getByRole('button', { name: 'Close meeting' }).click();
		await chair.getByRole('dialog').getByRole('button', { name: 'Close and file report' }).click();
		await expect(chair.getByRole('link', { name: /report/i }).first()).toBeVisible({
			timeout: 10_000
		});
	} finally {
		await stack.startLivekit();
	}
	const secretariat = await cast.signedIn('secretariat');
	await secretariat.goto(`/desk/reports/${today}`);
	await expect(secretariat.getByRole('textbox', { name: 'Passage 1' })).toHaveValue(
		'Said without video.'
	);
});
