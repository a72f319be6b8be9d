import { BLANK, type LaidLine } from './flow.ts';
import type { Piece } from './pieces.ts';

/** Points by which letters of one turned line may differ in place. */
const SAME = 2;

/** What is turned on its side, such as the name of a day beside its table, as lines of their own. */
export function listTurned(pieces: readonly Piece[]): LaidLine[] {
	const lines: Array<{ x: number; text: string }> = [];
	for (const { x, str } of pieces.filter(({ isTurned }) => isTurned)) {
		const last = lines.at(-1);
		if (last && Math.abs(last.x - x) <= SAME) last.text += ` ${str}`;
		else lines.push({ x, text: str });
	}
	return lines.flatMap(({ text }) => [BLANK, { text, isJoined: false, isAside: true }]);
}
