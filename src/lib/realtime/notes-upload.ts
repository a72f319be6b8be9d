import type { Reply } from './events.ts';

/** Sends what is too large for a message, by HTTP. */
export async function uploadNotes(
	docId: string,
	epoch: number,
	update: Uint8Array
): Promise<Reply<'doc:push'>> {
	try {
		const response = await fetch(`/api/notes/${docId}?epoch=${epoch}`, {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: update as Uint8Array<ArrayBuffer>
		});
		if (response.status === 413)
			return { ok: false, code: 'too_large', message: 'This is too much text at once.' };
		return (await response.json()) as Reply<'doc:push'>;
	} catch {
		return { ok: false, code: 'offline', message: 'No answer from the server.' };
	}
}
