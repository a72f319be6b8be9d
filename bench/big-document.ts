import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
import { appendUpdates, ensureDocument } from '../src/lib/server/notes/log.rows.ts';
import { joinUnseen } from '../tests/support/room.ts';
import { writeEditedDocument } from './support/edited-document.ts';
import { percentile, record } from './support/record.ts';
import { onStage } from './support/stage.ts';

const SLOWER = 4;
const OPENINGS = 5;
const KEYS = 150;
const MARK = 'END OF ALL';

interface Timed {
	durations(): number[];
}

/** A long document in the editor on a slow computer: how fast it opens, how fast keys appear. */
await onStage(async ({ open, plan, database }) => {
	const slug = 'bench-big-document';
	await plan(slug);
	const made = writeEditedDocument();
	const db = createDatabase(createPool(database, 2));
	const item = await db
		.selectFrom('agendaItem')
		.innerJoin('meeting', 'meeting.id', 'agendaItem.meetingId')
		.where('meeting.slug', '=', slug)
		.orderBy('agendaItem.day')
		.orderBy('agendaItem.rank')
		.offset(1)
		.select('agendaItem.id')
		.executeTakeFirstOrThrow();
	const head = (await ensureDocument(db, item.id))!;
	await appendUpdates(db, [
		{ docId: head.id, epoch: head.epoch, actorId: null, bytes: made.state }
	]);
	await db.destroy();

	const page = await open('notes');
	await enter(page, slug);
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
	const openings: number[] = [];
	for (let n = 0; n < OPENINGS; n++) {
		openings.push(await openBig(page, made.characters));
		if (n < OPENINGS - 1)
			await page.getByRole('button', { name: 'Go to the current item' }).click();
		await page.waitForTimeout(1500);
	}
	const alone = await typeAndTime(page);
	const colleague = await open('chair');
	await enter(colleague, slug);
	await openBig(colleague, made.characters);
	const typing = keepTyping(colleague);
	const together = await typeAndTime(page);
	await typing.stop();
	await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });

	const inp = (durations: number[]) => percentile(durations, 0.98);
	const row = (name: string, durations: number[]) =>
		`| ${name} | ${Math.round(percentile(durations, 0.5))} | ${Math.round(inp(durations))} | ${durations.length} |`;
	record('big-document', 'A long document in the editor', [
		`${made.characters.toLocaleString('en')} characters after ${made.strokes.toLocaleString('en')} strokes of four people (${Math.round(made.state.length / 1024)} KB), Chromium with a ${SLOWER}× slower CPU, in the room with cameras off.`,
		`Load average of the machine, which had other work: ${loadavg()[0]!.toFixed(1)}.`,
		`Opened from the click to the whole text in the editor: ${openings.map((ms) => `${Math.round(ms)} ms`).join(', ')} (bar: 1,000 ms).`,
		'',
		'| typing in the middle, 12 keys a second | p50 ms | INP ms (bar: 200) | interactions |',
		'|---|---|---|---|',
		row('alone', alone),
		row('while a colleague types 5 keys a second', together)
	]);
});

async function enter(page: Page, slug: string): Promise<void> {
	await joinUnseen(page, slug);
	await page.getByRole('textbox', { name: /^Notes: / }).waitFor();
}

/** Milliseconds from the click until the editor holds the whole text and has been drawn. */
async function openBig(page: Page, characters: number): Promise<number> {
	const entry = page.locator('.notes details').first();
	if ((await entry.getAttribute('open')) === null) await entry.locator('summary').click();
	const button = entry.getByRole('button', { name: 'Open these notes' });
	await button.waitFor();
	await page.waitForTimeout(1000);
	return button.evaluate(
		(element, least) =>
			new Promise<number>((done) => {
				const began = performance.now();
				(element as HTMLElement).click();
				const look = () => {
					const text = document.querySelector('.note-editor .ProseMirror')?.textContent ?? '';
					if (text.length < least) return requestAnimationFrame(look);
					setTimeout(() => done(performance.now() - began));
				};
				look();
			}),
		characters
	);
}

/** Longest part of each interaction (ms) by the Event Timing API, as INP counts it. */
async function typeAndTime(page: Page): Promise<number[]> {
	await page.evaluate(() => {
		const longest = new Map<number, number>();
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as Array<PerformanceEntry & { interactionId: number }>)
				if (entry.interactionId)
					longest.set(
						entry.interactionId,
						Math.max(entry.duration, longest.get(entry.interactionId) ?? 0)
					);
		}).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
		(window as unknown as { timed: Timed }).timed = { durations: () => [...longest.values()] };
	});
	const paragraphs = page.locator('.note-editor .ProseMirror > p');
	await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).click();
	await page.keyboard.type(MARK.repeat(Math.ceil(KEYS / MARK.length)).slice(0, KEYS), {
		delay: 80
	});
	await page.waitForTimeout(2000);
	return page.evaluate(() => (window as unknown as { timed: Timed }).timed.durations());
}

function keepTyping(page: Page): { stop(): Promise<void> } {
	let isOver = false;
	const typing = (async () => {
		await page.locator('.note-editor .ProseMirror > p').first().click();
		while (!isOver) await page.keyboard.type('a', { delay: 200 });
	})();
	return {
		stop() {
			isOver = true;
			return typing;
		}
	};
}
