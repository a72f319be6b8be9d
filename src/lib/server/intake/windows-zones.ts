/**
 * Zones as Outlook and Exchange name them, with the IANA zone that Unicode CLDR gives for the whole
 * world (common/supplemental/windowsZones.xml, territory 001): all of Europe, and those beyond it
 * that are used most. Several countries share a Windows zone; they keep the same time.
 */
export const ZONES: Record<string, string> = {
	'Azores Standard Time': 'Atlantic/Azores',
	'Cape Verde Standard Time': 'Atlantic/Cape_Verde',
	UTC: 'Etc/UTC',
	'GMT Standard Time': 'Europe/London',
	'Greenwich Standard Time': 'Atlantic/Reykjavik',
	'W. Europe Standard Time': 'Europe/Berlin',
	'Central Europe Standard Time': 'Europe/Budapest',
	'Romance Standard Time': 'Europe/Paris',
	'Central European Standard Time': 'Europe/Warsaw',
	'GTB Standard Time': 'Europe/Bucharest',
	'E. Europe Standard Time': 'Europe/Chisinau',
	'FLE Standard Time': 'Europe/Kiev',
	'Kaliningrad Standard Time': 'Europe/Kaliningrad',
	'Turkey Standard Time': 'Europe/Istanbul',
	'Belarus Standard Time': 'Europe/Minsk',
	'Russian Standard Time': 'Europe/Moscow',
	'Astrakhan Standard Time': 'Europe/Astrakhan',
	'Russia Time Zone 3': 'Europe/Samara',
	'Saratov Standard Time': 'Europe/Saratov',
	'Volgograd Standard Time': 'Europe/Volgograd',
	'Greenland Standard Time': 'America/Godthab',
	'Saint Pierre Standard Time': 'America/Miquelon',
	'Morocco Standard Time': 'Africa/Casablanca',
	'W. Central Africa Standard Time': 'Africa/Lagos',
	'Egypt Standard Time': 'Africa/Cairo',
	'South Africa Standard Time': 'Africa/Johannesburg',
	'Libya Standard Time': 'Africa/Tripoli',
	'E. Africa Standard Time': 'Africa/Nairobi',
	'Middle East Standard Time': 'Asia/Beirut',
	'Jordan Standard Time': 'Asia/Amman',
	'Israel Standard Time': 'Asia/Jerusalem',
	'Arabic Standard Time': 'Asia/Baghdad',
	'Arab Standard Time': 'Asia/Riyadh',
	'Iran Standard Time': 'Asia/Tehran',
	'Arabian Standard Time': 'Asia/Dubai',
	'Pakistan Standard Time': 'Asia/Karachi',
	'India Standard Time': 'Asia/Calcutta',
	'SE Asia Standard Time': 'Asia/Bangkok',
	'China Standard Time': 'Asia/Shanghai',
	'Singapore Standard Time': 'Asia/Singapore',
	'Tokyo Standard Time': 'Asia/Tokyo',
	'Korea Standard Time': 'Asia/Seoul',
	'AUS Eastern Standard Time': 'Australia/Sydney',
	'New Zealand Standard Time': 'Pacific/Auckland',
	'Hawaiian Standard Time': 'Pacific/Honolulu',
	'Alaskan Standard Time': 'America/Anchorage',
	'Pacific Standard Time': 'America/Los_Angeles',
	'US Mountain Standard Time': 'America/Phoenix',
	'Mountain Standard Time': 'America/Denver',
	'Central Standard Time': 'America/Chicago',
	'Central Standard Time (Mexico)': 'America/Mexico_City',
	'Eastern Standard Time': 'America/New_York',
	'Atlantic Standard Time': 'America/Halifax',
	'Newfoundland Standard Time': 'America/St_Johns',
	'SA Pacific Standard Time': 'America/Bogota',
	'SA Western Standard Time': 'America/La_Paz',
	'SA Eastern Standard Time': 'America/Cayenne',
	'E. South America Standard Time': 'America/Sao_Paulo',
	'Argentina Standard Time': 'America/Buenos_Aires',
	'Pacific SA Standard Time': 'America/Santiago'
};
const byName = new Map(Object.entries(ZONES).map(([name, zone]) => [name.toLowerCase(), zone]));

/** The IANA zone of a name that a calendar file uses; undefined when we know none. */
export function findZone(name: string): string | undefined {
	const windows = byName.get(name.trim().toLowerCase());
	if (windows) return windows;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return name.includes('/') ? name : undefined;
	} catch {
		return undefined;
	}
}
