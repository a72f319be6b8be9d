import type { Dossier, DossierCard, KeyFigure } from './dossier.ts';
import { show, type Localised } from './localised.ts';
import { nameOrganisation, type OrganisationName } from './organisation.ts';
import { findChange, isMeeting, type Timeline, type TimelineEntry } from './timeline.ts';

/** An organisation in the data given out. */
export function writeOrganisation(organisation: OrganisationName, lang: string): object {
	const { slug, name, country, sector } = organisation;
	return { slug, name, label: nameOrganisation(organisation, lang).text, country, sector };
}

/** A text in one language with that language beside it. */
function write(key: string, text: Localised | null, lang: string): Record<string, string | null> {
	const shown = show(text, lang);
	return { [key]: shown?.text ?? null, [`${key}Language`]: shown?.lang ?? null };
}

/** Of a withdrawn report nothing is left to summarise: its entry bears the reason. */
function writeSummary({ type, href, status, summary }: TimelineEntry, lang: string): object {
	if (type !== 'report' || !href.startsWith('/reports/')) return write('summary', summary, lang);
	const isWithdrawn = status === 'withdrawn';
	return {
		...write('summary', isWithdrawn ? null : summary, lang),
		state: status,
		...write('reason', isWithdrawn ? summary : null, lang)
	};
}

function writeEntry(entry: TimelineEntry & { beforeStart?: boolean }, lang: string): object {
	return {
		id: entry.id,
		type: entry.type,
		date: entry.date,
		datePrecision: entry.datePrecision,
		beforeStart: entry.beforeStart ?? false,
		...write('title', entry.title, lang),
		...writeSummary(entry, lang),
		source: entry.source ? nameOrganisation(entry.source, lang).text : null,
		href: entry.href,
		languages: entry.languages,
		level: entry.level ?? null,
		// Of a meeting on its old date, or a notice whose words are no longer true: the dates now, null once cancelled.
		...((entry.meeting || isMeeting(entry)) && {
			change: findChange(entry, show(entry.title, lang).lang)
		})
	};
}

/** Figures with unit, source and date, as data. */
export function writeFigures(figures: KeyFigure[], lang: string): object[] {
	return figures.map(({ label, source, ...figure }) => ({
		...figure,
		...write('label', label, lang),
		source: source && writeOrganisation(source, lang)
	}));
}

/** A dossier in the list of them as data (`/dossiers.json`), with the address of its page. */
export function writeDossierCard(card: DossierCard, lang: string, origin: string): object {
	const { slug, country, region, startDate, endDate, status, themes } = card;
	return {
		slug,
		...write('title', card.title, lang),
		country,
		region,
		period: { from: startDate, to: endDate },
		status,
		themes,
		requestedBy: card.requestedBy.map((one) => writeOrganisation(one, lang)),
		url: `${origin}/dossiers/${slug}`
	};
}

/**
 * The dossier as data (`/dossiers/SLUG.json`): texts in `lang` where they exist, else in their own
 * language. The timeline is newest first; entries without a date stand at its end, `date` null.
 */
export function writeDossier(dossier: Dossier, timeline: Timeline, lang: string): object {
	const organisation = (one: OrganisationName) => writeOrganisation(one, lang);
	return {
		slug: dossier.slug,
		...write('title', dossier.title, lang),
		titles: dossier.title.texts,
		status: dossier.status,
		country: dossier.country,
		region: dossier.region,
		requestedBy: dossier.requestedBy.map(organisation),
		period: { from: dossier.startDate, to: dossier.endDate },
		...write('background', dossier.background, lang),
		objectives: dossier.objectives.map(({ text, metBy }) => ({
			...write('text', text, lang),
			metBy
		})),
		results: dossier.results.map((result) => ({
			id: result.id,
			date: result.date,
			datePrecision: result.datePrecision,
			...write('text', result.text, lang),
			aims: result.aims.map((aim) => show(aim, lang).text),
			organisation: result.organisation && organisation(result.organisation),
			meetings: result.meetings.map(({ slug }) => slug)
		})),
		organisations: dossier.organisations.map((one) => ({ ...organisation(one), role: one.role })),
		meetings: dossier.meetings.map(
			({ slug, kind, ordinal, title, status, mode, city, timezone, days }) => ({
				slug,
				kind,
				ordinal,
				...write('title', title, lang),
				status,
				mode,
				city,
				timezone,
				days,
				href: `/${kind === 'external-event' ? 'events' : 'meetings'}/${slug}`
			})
		),
		activityTypes: dossier.activityTypes,
		themes: dossier.themes,
		modelledOn: dossier.modelledOn.map(({ slug }) => slug),
		modelFor: dossier.modelFor.map(({ slug }) => slug),
		figures: writeFigures(dossier.figures, lang),
		budget: dossier.budget.map(({ label, status, amount, currency, payers }) => ({
			...write('label', label, lang),
			status,
			amount,
			currency,
			payers: payers.map(organisation)
		})),
		readiness: dossier.readiness && {
			...dossier.readiness,
			payers: dossier.readiness.payers.map(organisation)
		},
		funder: dossier.funder && organisation(dossier.funder),
		disclaimer: show(dossier.disclaimer, lang)?.text ?? null,
		timeline: [...timeline.dated, ...timeline.undated].map((entry) => writeEntry(entry, lang))
	};
}
