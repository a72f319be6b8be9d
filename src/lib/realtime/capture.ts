/** Why a device could not be used, as a word that the interface explains (`room_capture_…`). */
export type CaptureProblem = 'denied' | 'missing' | 'busy' | 'unsupported' | 'failed';

/** Names what getUserMedia or getDisplayMedia threw (Media Capture and Streams, §10.3). */
export function readCaptureProblem(fault: unknown): CaptureProblem {
	const name = fault instanceof Error || fault instanceof DOMException ? fault.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
	if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
	if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
	if (name === 'TypeError' || name === 'NotSupportedError' || name === 'DeviceUnsupportedError')
		return 'unsupported';
	return 'failed';
}
