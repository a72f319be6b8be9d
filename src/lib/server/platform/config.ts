import * as v from 'valibot';

const port = v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0), v.maxValue(65535));
const flag = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text === '1')
);

const Environment = v.object({
	NODE_ENV: v.optional(v.string(), 'development'),
	HOST: v.optional(v.string(), '127.0.0.1'),
	PORT: v.optional(port, '3000'),
	ORIGIN: v.optional(v.pipe(v.string(), v.url())),
	DATABASE_URL: v.pipe(
		v.string('is missing'),
		v.regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address')
	),
	LIVEKIT_URL: v.optional(
		v.pipe(v.string(), v.regex(/^wss?:\/\//, 'must be a ws:// or wss:// address'))
	),
	LIVEKIT_API_KEY: v.optional(v.string()),
	LIVEKIT_API_SECRET: v.optional(
		v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters'))
	),
	EMVOD_DATA: v.optional(v.string(), '.emvod'),
	EMVOD_DEMO: flag,
	SMTP_URL: v.optional(v.string()),
	METRICS_PORT: v.optional(port),
	LOG_LEVEL: v.optional(
		v.picklist(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
		'info'
	)
});

export type Config = Readonly<v.InferOutput<typeof Environment>>;

/**
 * Reads the configuration from environment variables (names: README, "Run it for real").
 * @throws {Error} one message that lists every fault at once
 */
export function readConfig(env: Record<string, string | undefined>): Config {
	const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const result = v.safeParse(Environment, filled);
	const faults = result.success
		? []
		: result.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`);
	if (filled.LIVEKIT_URL && !(filled.LIVEKIT_API_KEY && filled.LIVEKIT_API_SECRET))
		faults.push('LIVEKIT_URL needs LIVEKIT_API_KEY and LIVEKIT_API_SECRET beside it');
	if (filled.NODE_ENV === 'production' && filled.LIVEKIT_API_KEY === 'devkey')
		faults.push('LIVEKIT_API_KEY is the public development key');
	if (faults.length || !result.success)
		throw new Error(`The configuration is not usable:\n- ${faults.join('\n- ')}`);
	return Object.freeze(result.output);
}

let current: Config | undefined;

/** The configuration of this process, read once. */
export function getConfig(): Config {
	return (current ??= readConfig(process.env));
}
