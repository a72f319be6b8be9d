import { recall, remember } from './preference.ts';

type Kind = 'microphone' | 'camera';

/** Microphones and cameras of this machine, and which of them the person chose here before. */
export class DeviceList {
	microphones = $state.raw<MediaDeviceInfo[]>([]);
	cameras = $state.raw<MediaDeviceInfo[]>([]);
	chosen = $state<Partial<Record<Kind, string>>>({
		microphone: recall('microphone') ?? undefined,
		camera: recall('camera') ?? undefined
	});
	#changed = (): void => void this.read();

	constructor() {
		navigator.mediaDevices?.addEventListener('devicechange', this.#changed);
		void this.read();
	}

	/** Reads the list anew; names are there only after the person has allowed a device once. */
	async read(): Promise<void> {
		const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
		this.microphones = all.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId);
		this.cameras = all.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId);
	}

	choose(kind: Kind, deviceId: string): void {
		this.chosen[kind] = deviceId || undefined;
		remember(kind, deviceId);
	}

	/** The chosen device while it is plugged in, else undefined: the browser's own choice. */
	current(kind: Kind): string | undefined {
		const list = kind === 'camera' ? this.cameras : this.microphones;
		return list.find(({ deviceId }) => deviceId === this.chosen[kind])?.deviceId;
	}

	close(): void {
		navigator.mediaDevices?.removeEventListener('devicechange', this.#changed);
	}
}
