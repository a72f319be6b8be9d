import type { LocalParticipant, Room } from 'livekit-client';
import type { Source } from '#lib/model/media.ts';
import { readCaptureProblem, type CaptureProblem } from './capture.ts';

export interface Devices {
	microphone?: string;
	camera?: string;
}

/** What this person sends, or would if they could: it outlives a connection that breaks. */
export class OwnMedia {
	wanted = $state<Record<Source, boolean>>({ microphone: false, camera: false, screen: false });
	/** What stands in the way. */
	problems = $state<Partial<Record<Source, CaptureProblem>>>({});
	readonly #devices: Devices;

	constructor(wanted: Partial<Record<Source, boolean>> = {}, devices: Devices = {}) {
		Object.assign(this.wanted, wanted);
		this.#devices = devices;
	}

	/** Sends something or stops sending it; without a living session it is only remembered. */
	async send(local: LocalParticipant | undefined, source: Source, on: boolean): Promise<void> {
		this.wanted[source] = on;
		delete this.problems[source];
		if (!local) return;
		try {
			const { microphone, camera } = this.#devices;
			if (source === 'microphone')
				await local.setMicrophoneEnabled(on, microphone ? { deviceId: microphone } : undefined);
			else if (source === 'camera')
				await local.setCameraEnabled(on, camera ? { deviceId: camera } : undefined);
			else await local.setScreenShareEnabled(on, { audio: true });
		} catch (fault) {
			this.wanted[source] = false;
			this.problems[source] = readCaptureProblem(fault);
		}
	}

	async chooseDevice(room: Room | null, kind: keyof Devices, deviceId: string): Promise<void> {
		this.#devices[kind] = deviceId;
		try {
			await room?.switchActiveDevice(kind === 'camera' ? 'videoinput' : 'audioinput', deviceId);
		} catch (fault) {
			this.problems[kind] = readCaptureProblem(fault);
		}
	}

	/** A shared screen ended, or the chair muted a microphone: what was wanted before no longer counts. */
	stopped(source: 'microphone' | 'screen'): void {
		this.wanted[source] = false;
	}
}
