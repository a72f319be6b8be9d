/** Seconds as people read them: 75 → 1:15. */
export function formatSeconds(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
	const tail = String(s).padStart(2, '0');
	return h ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`;
}
