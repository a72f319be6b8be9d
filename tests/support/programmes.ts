/** Programmes as they come: pasted from PDFs and mails, in five languages. */
export const AVANT_PROGRAMME = `AVANT-PROGRAMME
Deuxième rencontre : échanges de pratiques école-entreprise en Bretagne
27 et 28 août 2020
Lieu : Hôtel de Diane, 22240 Fréhel
Objectif : Préparer un programme de coordination, son financement et un pilote.

Jour 1 – Jeudi 27 août 2020, 9h00-17h00
Partie 1 : Echanges de pratiques
L
e réseau EU STEM Coalition
« Objectifs et réalisations des partenaires européens »
Anneke Voorbeeld, coordinatrice, EU STEM Coalition
Joost Voorbeeld, ambassadeur, EU STEM Coalition

Echanges de pratiques avec les partenaires danois, néerlandais et basques (60 min)
Intervenants : Sanne Voorbeeld, directrice, Jet-Net & TechNet ; Nerea Adibide, intervenante, Basque Innovation Agency

EU STEM Coalition – Programme de coopération école-entreprise – Page 1
Partie 2 : Discussion
nitiatives existantes en Bretagne – table ronde (60 min)
Discussion avec les enseignants (par visioconférence) (60 min)

Jour 2 – Vendredi 28 août 2020 – matin
- Le rôle de l'industrie (60 min)
- Gouvernance (45 min)
- Finances et équipement des écoles (45 min)

EU STEM Coalition – Programme de coopération école-entreprise – Page 1
Partenaires invités (liste non exhaustive) :
- Rectorat de l'Académie de Rennes (DAREIC)
- Conseil régional de Bretagne
- AJE Finistère et Côtes d’Armor
- UPSTI (Union des Professeurs de Sciences et Techniques Industrielles)
- Entreprendre pour Apprendre

Budget :
- Déplacement des partenaires européens : EU STEM Coalition
- Equipement vidéo des écoles : Conseil départemental, Conseil régional de Bretagne

Renseignements : secretariat@example.org
`;

export const ENGLISH = `Working group meeting
Thursday 4 March 2027, online

9.30 am – 10 am Welcome and coffee
10:00-10:45 Keynote “What schools need from companies”
  Speaker: Jane Example, head of programme, EIT Digital Rennes
10:45 - 11:30 Round table
11:45–12:30 Discussion: next steps
`;

export const DUTCH = `Programma
Tweede bijeenkomst taskforce
Dag 1: donderdag 27 augustus
09u30 Ontvangst
10u00 – 10u45 Presentatie van het netwerk
Spreker: Sanne Voorbeeld, directeur, Jet-Net
Middag
13.30 uur Werkgroepen
Dag 2
1. Bestuur
2. Financiering van scholen
Uitgenodigde partners: PTvT; Jet-Net Denmark
`;

export const SPANISH = `Reunión del grupo de trabajo
Lugar: Bilbao
Lunes 12 de abril de 2027 por la mañana
1) Presentación del programa vasco (20 min)
Ponente: Nerea Adibide, directora, Basque Innovation Agency
2) Mesa redonda
Pausa
Presupuesto
Viajes: EU STEM Coalition
`;

export const DANISH = `Møde i taskforcen
Mandag den 3. maj 2027
kl. 9.00-9.30 Velkomst
kl. 9.30-10.15 Oplæg om Jet-Net
Oplægsholder: Mads Eksempel, leder, Jet-Net Denmark
kl. 10.15 Frokost
`;
export const OLD_REPORT = `First meeting on school-company cooperation
Date: 12 June 2019
Host: Institut de Locarn
Place: online

Summary
Partners met online to compare what exists.

Objective
See what is there.

Presentations

The network was shown.

A film followed.

Round table

Each organisation had three minutes.

Participants
More than fifteen organisations took part.

Next steps
- Hold a second meeting
- Write the programme
`;
