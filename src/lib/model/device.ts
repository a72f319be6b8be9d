/** Browser and operating system by their names; null where the header names none we know. */
export interface Device {
	browser: string | null;
	system: string | null;
}

/** In this order: most browsers also name the ones they descend from. */
const BROWSERS: Array<[RegExp, string]> = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\bOPR\/|\bOpera\b/, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\bVivaldi\//, 'Vivaldi'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\bChromium\//, 'Chromium'],
	[/\b(Headless)?Chrome\/|\bCriOS\//, 'Chrome'],
	[/\bVersion\/[\d.]+ .*Safari\//, 'Safari']
];
const SYSTEMS: Array<[RegExp, string]> = [
	[/\bAndroid\b/, 'Android'],
	[/\biPad\b/, 'iPadOS'],
	[/\biPhone\b|\biPod\b/, 'iOS'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMacintosh\b|\bMac OS X\b/, 'macOS'],
	[/\bLinux\b|\bX11\b/, 'Linux']
];

/** What a `User-Agent` header says in words. It is a hint for its owner, never a proof. */
export function readDevice(userAgent: string): Device {
	const find = (list: Array<[RegExp, string]>) =>
		list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
	return { browser: find(BROWSERS), system: find(SYSTEMS) };
}
