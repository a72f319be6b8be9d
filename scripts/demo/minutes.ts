import { createHash } from 'node:crypto';
import type { MinutesRecord } from '#lib/model/import/report.ts';
import { show } from '#lib/model/localised.ts';
import type { ReportContent } from '#lib/model/report.ts';
import { seedItemNotes, type SeedParagraph } from '#lib/server/notes/content.ts';
import type { Db } from '#lib/server/platform/db.ts';
import type { ImportKeys } from '#lib/server/platform/import.ts';
import { buildContent } from '#lib/server/report/build.ts';
import { importReport } from '#lib/server/report/filing.ts';
import { importActions } from '#lib/server/notes/import.rows.ts';
import type { Demo } from './files.ts';

/** Minutes of held meetings: first the notes, then the report with its versions, written from them. */
export async function addMinutes(db: Db, keys: ImportKeys, demo: Demo): Promise<void> {
	for (const record of demo.file.minutes) {
		await addNotes(db, keys, record);
		const built = await buildContent(db, keys.get(record.meeting), record.lang);
		const content = complete(built, keys, record, demo);
		await importReport(db, {
			meetingId: keys.get(record.meeting),
			slug: slugOf(demo, record.meeting),
			importKey: record.id,
			state: record.versions.at(-1)?.state ?? 'draft',
			approval: record.approval,
			provenance: { src: record.src, inv: record.inv, notesBy: record.notesBy },
			draft: content,
			versions: record.versions.map((version, index) => ({
				n: version.v,
				at: version.at,
				state: version.state,
				kind: version.correction?.kind ?? 'first',
				reason: version.correction?.reason ?? null,
				changes: version.correction?.changes ?? [],
				content: misspell(content, record.versions.slice(index + 1))
			}))
		});
	}
}

async function addNotes(db: Db, keys: ImportKeys, record: MinutesRecord): Promise<void> {
	const write = (text: MinutesRecord['decisions'][number]['text']) => show(text, record.lang).text;
	const notes = new Map<string, SeedParagraph[]>();
	const add = (item: string, paragraph: SeedParagraph) =>
		notes.set(item, [...(notes.get(item) ?? []), paragraph]);
	for (const block of record.blocks)
		if (block.visibility === 'public') add(block.item, { text: write(block.text) });
	for (const { id, item, text } of record.decisions)
		add(item, { text: write(text), kind: 'decision', id: uuidOf(record.id, id) });
	const last = record.decisions.at(-1)?.item ?? record.blocks.at(-1)?.item;
	for (const { id, text } of last ? record.actions : [])
		add(last!, { text: write(text), kind: 'action', id: uuidOf(record.id, id) });
	for (const [item, paragraphs] of notes) await seedItemNotes(db, keys.get(item), paragraphs);
	await importActions(
		db,
		record.actions.map(({ id, owner, due, state }) => ({
			id: uuidOf(record.id, id),
			meetingId: keys.get(record.meeting),
			agendaItemId: last ? keys.get(last) : null,
			ownerOrganisationId: keys.get(owner),
			due,
			state
		}))
	);
}

/** What the minutes say beyond the notes: summary, next steps, restricted passages, annexes. */
function complete(
	built: ReportContent,
	keys: ImportKeys,
	record: MinutesRecord,
	{ file }: Demo
): ReportContent {
	const write = (text: MinutesRecord['summary']) => show(text, record.lang)?.text ?? '';
	const titled = [
		...file.videos.map(({ id, title, slug }) => ({ id, title, href: `/library/${slug}` })),
		...file.publications.map(({ id, title }) => ({ id, title, href: null }))
	];
	return {
		...built,
		summary: write(record.summary),
		nextSteps: write(record.nextSteps),
		items: built.items.map((item) => {
			const inside = record.blocks.filter(
				(block) => block.visibility === 'restricted' && keys.get(block.item) === item.id
			);
			const blocks = inside.map(({ text }, index) => ({
				id: `r${index + 1}`,
				n: item.blocks.length + index,
				html: `<p>${escapeHtml(write(text))}</p>`,
				text: write(text),
				visibility: 'restricted' as const
			}));
			return { ...item, blocks: [...item.blocks, ...blocks] };
		}),
		annexes: record.annexes.map((id, n) => {
			const found = titled.find((one) => one.id === id);
			if (!found) throw new Error(`The minutes name an annex ${id} that is not there.`);
			const { text, lang } = show(found.title, record.lang);
			return { id, n, title: { text, lang }, href: found.href, visibility: 'public' as const };
		}),
		undisclosed: record.undisclosed.map(({ title, reason }) => ({ title: write(title), reason }))
	};
}

/** The text as it stood before the later versions corrected it. */
function misspell(content: ReportContent, later: MinutesRecord['versions']): ReportContent {
	const pairs = later.flatMap((version) => version.correction?.changes ?? []);
	const summary = pairs.reduce((text, [wrong, right]) => text.replace(right, wrong), content.summary);
	return { ...content, summary };
}

function slugOf(demo: Demo, meeting: string): string {
	const found = demo.file.meetings.find(({ id }) => id === meeting);
	if (!found) throw new Error(`The minutes name a meeting ${meeting} that is not there.`);
	return found.slug;
}

/** The same id at every run, in the form of a UUID (RFC 9562, version 8). */
function uuidOf(...names: string[]): string {
	const hex = createHash('sha256').update(names.join('/')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
