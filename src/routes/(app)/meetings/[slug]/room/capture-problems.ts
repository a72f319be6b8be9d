import { m } from '#lib/paraglide/messages.js';
import type { CaptureProblem } from '#lib/realtime/capture.ts';

export const captureProblems: Record<CaptureProblem, () => string> = {
	denied: m.room_capture_denied,
	missing: m.room_capture_missing,
	busy: m.room_capture_busy,
	unsupported: m.room_capture_unsupported,
	failed: m.room_capture_failed
};
