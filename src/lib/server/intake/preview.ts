import type { Actor } from '#lib/model/actor.ts';
import { writeProgrammeFields, writeReportFields } from '#lib/model/intake-fields.ts';
import { readNextStep } from '#lib/model/next-step.ts';
import { createOrganisationMatch } from '#lib/model/organisation-match.ts';
import type { PaperKind } from '#lib/model/paper-kind.ts';
import type { PastReport } from '#lib/model/past-report.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { listKnownOrganisations } from '../people/naming.rows.ts';
import { readShortName } from '#lib/model/short-name.ts';
import { matchOwner } from './owners.ts';
import { readInProcess } from './reader.ts';
import { doubt, LIMITS } from './reading.ts';
import { chooseTarget, readTargets, requireReportable } from './target.ts';

export interface PreviewInput {
	what: PaperKind;
	target: string;
	/** What was pasted; a file comes before it. */
	text: string;
	file: File | null;
}

/**
 * Reads a programme or report and gives it back as the fields of a form. Writes nothing. Where the paper
 * seems to be of the other kind, `other` says what it would be then: fields of that form as JSON, empty
 * where the target does not take it.
 * @throws {AppError} `not_found`, `intake_report_held`, `intake_<reason>` (see reader.ts)
 */
export async function previewImport(
	db: Db,
	actor: Actor | null,
	{ what, target, text, file }: PreviewInput,
	today = new Date().toISOString().slice(0, 10)
): Promise<Record<string, string>> {
	await requireTarget(db, actor, what, target);
	// One byte more than allowed is enough to be refused.
	const bytes = file
		? new Uint8Array(await file.slice(0, LIMITS.bytes + 1).arrayBuffer())
		: new TextEncoder().encode(text);
	const read = async (kind: PaperKind) => {
		const answer = await readInProcess({ what: kind, bytes, name: file?.name ?? '', today });
		return { fields: await writeFields(db, answer), looks: answer.looks };
	};
	const { fields, looks } = await read(what);
	if (!looks || looks === what) return fields;
	const other = await requireTarget(db, actor, looks, target)
		.then(() => read(looks))
		.catch((fault: unknown) => {
			if (fault instanceof AppError) return null;
			throw fault;
		});
	const switched = other && JSON.stringify({ ...other.fields, what: looks, target });
	return { ...fields, other: switched ?? '' };
}

async function requireTarget(db: Db, actor: Actor | null, what: PaperKind, target: string) {
	const { meeting } = await chooseTarget(db, actor, target);
	if (what === 'report' && meeting) requireReportable(meeting);
}

async function writeFields(db: Db, answer: Awaited<ReturnType<typeof readInProcess>>) {
	if (answer.programme) return writeProgrammeFields(answer.programme);
	if (answer.report) return writeReportFields(await doubtOwners(db, answer.report));
	throw new AppError('intake_damaged', 422, 'The file is damaged.');
}

/** The report, with a doubt for each that a list of actions, or a name with its title before one, makes its owner and that is no known organisation. */
async function doubtOwners(db: Db, report: PastReport): Promise<PastReport> {
	const owners = report.nextSteps.flatMap((line) => {
		const { owner, leads } = readNextStep(line);
		return owner?.words ?? leads.filter((words) => readShortName(words) !== null);
	});
	if (!owners.length) return report;
	const match = createOrganisationMatch(await listKnownOrganisations(db));
	const unclear = [...new Set(owners)].filter((words) => !matchOwner(match, words));
	const doubts = unclear.map((words) => doubt('owner_unclear', words));
	return { ...report, doubts: [...report.doubts, ...doubts] };
}

/** What the pages of the import need beside what was read. */
export async function readImportPage(db: Db, actor: Actor | null) {
	const targets = await readTargets(db, actor);
	return { targets, organisations: await listKnownOrganisations(db) };
}
