import { readCaptureProblem, type CaptureProblem } from './capture.ts';

/** One device tried out before joining: its stream, or why there is none. */
export class Preview {
	stream = $state.raw<MediaStream | null>(null);
	problem = $state<CaptureProblem | null>(null);
	#kind: 'audio' | 'video';
	#turn = 0;

	constructor(kind: 'audio' | 'video') {
		this.#kind = kind;
	}

	/** Opens the device, `deviceId` if it is there. A later call or `stop` wins over an earlier one. */
	async start(deviceId: string | undefined): Promise<void> {
		this.stop();
		const turn = this.#turn;
		try {
			if (!navigator.mediaDevices) throw new TypeError('no media devices');
			const constraint = deviceId ? { deviceId: { ideal: deviceId } } : true;
			const stream = await navigator.mediaDevices.getUserMedia({ [this.#kind]: constraint });
			if (turn !== this.#turn) return end(stream);
			this.stream = stream;
			this.problem = null;
		} catch (fault) {
			if (turn === this.#turn) this.problem = readCaptureProblem(fault);
		}
	}

	stop(): void {
		this.#turn++;
		end(this.stream);
		this.stream = null;
		this.problem = null;
	}
}

function end(stream: MediaStream | null): void {
	for (const track of stream?.getTracks() ?? []) track.stop();
}
