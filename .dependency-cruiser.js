/*
 * The borders (docs/architecture.md). Every message says where the code belongs.
 * routes -> server/<domain> -> server/platform; model is below all; ui imports ui.
 */
const DOMAINS = ['people', 'dossier', 'library', 'meeting', 'agenda', 'notes', 'report', 'intake'];

const leftwards = DOMAINS.map((domain, place) => ({
	name: `${domain}-imports-leftwards`,
	severity: 'error',
	comment: `server/${domain} may use only the domains at its left (${DOMAINS.slice(0, place).join(', ') || 'none'}). What must reach the right goes as a domain event through platform/bus.ts.`,
	from: { path: `^src/lib/server/${domain}/` },
	to: {
		path: `^src/lib/server/(${[...DOMAINS.slice(place + 1), 'hooks'].join('|')})/`
	}
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...leftwards,
		{
			name: 'platform-knows-no-domain',
			severity: 'error',
			comment:
				'server/platform is below the domains: move what needs a domain into that domain, or compose it in src/lib/server/*.ts.',
			from: { path: '^src/lib/server/platform/' },
			to: {
				path: `^src/lib/server/(${DOMAINS.join('|')}|hooks)/|^src/routes/`
			}
		},
		{
			name: 'model-is-pure',
			severity: 'error',
			comment:
				'src/lib/model is shared by both sides: no server, browser, socket or interface code. Put that beside its user.',
			from: { path: '^src/lib/model/', pathNot: '\\.test\\.ts$' },
			to: {
				path: '^src/(routes|lib/(server|realtime|ui|player|paraglide))/|node_modules/(svelte|kysely|pg|socket\\.io)'
			}
		},
		{
			name: 'ui-knows-no-domain',
			severity: 'error',
			comment:
				'src/lib/ui holds parts without a domain. A part of one page belongs beside that page.',
			from: { path: '^src/lib/ui/' },
			to: { path: '^src/(routes|lib/(server|realtime|model|player))/' }
		},
		{
			name: 'realtime-imports-model',
			severity: 'error',
			comment:
				'src/lib/realtime is the browser side of the wire: it may use the model, never the server.',
			from: { path: '^src/lib/realtime/', pathNot: '\\.test\\.ts$' },
			to: { path: '^src/(routes|lib/server)/' }
		},
		{
			name: 'routes-write-no-sql',
			severity: 'error',
			comment: 'A route calls a domain function. SQL belongs in x.rows.ts of the domain.',
			from: { path: '^src/routes/' },
			to: { path: '\\.rows\\.ts$|node_modules/(kysely|pg)/' }
		},
		{
			name: 'lucia-has-one-importer',
			severity: 'error',
			comment: 'Only people/sessions.ts and its adapter know lucia (docs/decisions/002).',
			from: { pathNot: '^src/lib/server/people/session(s|\\.rows)\\.ts$' },
			to: { path: 'node_modules/lucia/' }
		},
		{
			name: 'migrations-are-frozen',
			severity: 'error',
			comment:
				'A migration imports nothing from src: the code of today would change the schema of yesterday.',
			from: { path: '^migrations/' },
			to: { path: '^src/' }
		},
		{
			name: 'no-cycles',
			severity: 'error',
			comment: 'Two files that need each other are one thing or miss a third; find the direction.',
			from: { path: '^src/' },
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: 'src/lib/paraglide' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'default', 'svelte']
		}
	}
};
