/** Chromium on its own: fake camera and microphone, no service of its maker, no gesture asked for. */
export const CHROMIUM_FLAGS = [
	'--headless=new',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--use-fake-device-for-media-stream',
	'--use-fake-ui-for-media-stream',
	'--autoplay-policy=no-user-gesture-required'
];

/**
 * What Playwright turns off, of which only the last such list counts, and a page of the browser's own
 * that each new context would load beforehand.
 */
const UNWANTED = [
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'DestroyProfileOnBrowserClose',
	'HttpsFirstBalancedModeAutoEnable',
	'HttpsUpgrades',
	'LensOverlay',
	'MediaRouter',
	'OptimizationHints',
	'PaintHolding',
	'PreconnectToSearch',
	'PreloadTopChromeWebUI',
	'ThirdPartyStoragePartitioning'
];

/** The same with a slow fake camera: several pages then share two cores without starving. */
export const STORY_FLAGS = [
	...CHROMIUM_FLAGS.map((flag) =>
		flag === '--use-fake-device-for-media-stream' ? `${flag}=fps=5` : flag
	),
	`--disable-features=${UNWANTED.join(',')}`
];
