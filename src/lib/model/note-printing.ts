import type {
	MentionKind,
	NoteInline,
	NoteKind,
	NoteMention,
	NoteParagraph,
	NoteTimecode
} from './note.ts';

/** A moment as it is printed: the words, and where they lead or which instant they mean. */
export interface PrintedMoment {
	text: string;
	href?: string;
	/** ISO 8601. */
	instant?: string;
}

/** What notes refer to and do not hold themselves. Where nothing is given, what the writer saw. */
export interface NotePrinting {
	/** Name of an organisation, printed before its line. */
	organisation?(id: string): string | undefined;
	/** The name of somebody named in the text, as this output may print it. */
	mention?(kind: MentionKind, id: string): string;
	moment?(code: NoteTimecode): PrintedMoment;
}

export function isMention(run: NoteInline): run is NoteMention {
	return typeof run === 'object' && 'mention' in run;
}

export function isTimecode(run: NoteInline): run is NoteTimecode {
	return typeof run === 'object' && 'seconds' in run;
}

/** Notes with a word before each decision, action or line, for pages that show no marks. */
export function nameKinds(
	paragraphs: NoteParagraph[],
	word: (kind: NoteKind, organisationId: string | null) => string | undefined
): NoteParagraph[] {
	const plain = { bold: false, italic: false, href: null };
	return paragraphs.map((one) => {
		const text = one.kind && word(one.kind, one.organisationId);
		if (!text) return one;
		return {
			...one,
			inline: [{ ...plain, text, bold: true }, { ...plain, text: ' · ' }, ...one.inline]
		};
	});
}

export function printMention({ mention, id, label }: NoteMention, how: NotePrinting): string {
	return how.mention ? how.mention(mention, id) : label;
}

export function printMoment(code: NoteTimecode, how: NotePrinting): PrintedMoment {
	return how.moment?.(code) ?? { text: writeMoment(code.seconds) };
}

/** Seconds as 12:04 or 1:12:04. */
export function writeMoment(seconds: number): string {
	const pad = (value: number) => String(value).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const rest = pad(Math.floor(seconds) % 60);
	return hours ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The words of a run; a break becomes a line end. */
export function printRun(run: NoteInline, how: NotePrinting = {}): string {
	if (run === 'break') return '\n';
	if (isMention(run)) return printMention(run, how);
	return isTimecode(run) ? printMoment(run, how).text : run.text;
}
