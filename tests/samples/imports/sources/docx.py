# The Word documents among the samples, by python-docx. Run in a folder that has one called out.
from docx import Document
from docx.shared import Pt, Cm
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml import OxmlElement, parse_xml
NS='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
def fld(p, code):
    for t,txt in (('begin',None),(None,code),('end',None)):
        r=p.add_run()._r
        if t:
            e=OxmlElement('w:fldChar'); e.set(qn('w:fldCharType'),t)
        else:
            e=OxmlElement('w:instrText'); e.text=txt
        r.append(e)
def headfoot(d, head, foot, of):
    s=d.sections[0]
    s.header.paragraphs[0].text=head
    p=s.footer.paragraphs[0]; p.add_run(foot+' – Page '); fld(p,'PAGE'); p.add_run(of); fld(p,'NUMPAGES')
def table(d, rows, widths=None, style='Table Grid', bold_first=False):
    t=d.add_table(rows=0, cols=len(rows[0])); t.style=style
    for r in rows:
        cells=t.add_row().cells
        for c,v in zip(cells,r):
            c.text=''
            lines=v.split('\n')
            for k,l in enumerate(lines):
                p=c.paragraphs[0] if k==0 else c.add_paragraph()
                if l.startswith('**'): p.add_run(l.strip('*')).bold=True
                else: p.add_run(l)
    if widths:
        for row in t.rows:
            for c,w in zip(row.cells,widths): c.width=Cm(w)
    return t

# 01 French three-column table, two days, merged day rows, heads/feet, over two pages
d=Document(); d.styles['Normal'].font.name='Liberation Serif'; d.styles['Normal'].font.size=Pt(11)
headfoot(d,'EU STEM Coalition — Taskforce Bretagne','Secrétariat de la taskforce',' sur ')
d.add_heading('Programme de la deuxième rencontre',0)
d.add_paragraph('Jeudi 27 et vendredi 28 août 2020')
d.add_paragraph('Lieu : Hôtel de Diane, 22240 Fréhel')
p=d.add_paragraph('Objectif : préparer un programme de coordination, son financement et un projet pilote dans cinq établissements.')
rows=[('Horaire','Thème','Intervenant')]
t=table(d,[('Horaire','Intitulé','Intervenant(e)')],[3,8,6])
def span(text):
    r=t.add_row().cells; m=r[0].merge(r[2]); m.text=text; m.paragraphs[0].runs[0].bold=True
def row(*v):
    cells=t.add_row().cells
    for c,x in zip(cells,v):
        for k,l in enumerate(x.split('\n')):
            p=c.paragraphs[0] if k==0 else c.add_paragraph()
            p.add_run(l)
span('Jeudi 27 août 2020')
row('9 h 00','Accueil des participants','')
row('9 h 30 à 10 h','Ouverture','Mme Maëlle Skouer, présidente, Institut de Locarn')
row('10h – 10h45','Le réseau EU STEM Coalition : objectifs et réalisations des partenaires européens','M. Joost Voorbeeld (EU STEM Coalition)')
row('10h45','Pause café','')
row('11h15','Échanges de pratiques avec les partenaires danois, néerlandais et basques','Sanne Voorbeeld, directrice, Jet-Net & TechNet\nNerea Adibide, Basque Innovation Agency')
row('12h30','Déjeuner','')
row('14 h 00','Atelier A : Classes et entreprises (salle Émeraude)\nAtelier B : Équipement vidéo des écoles (salle Penthièvre)','Paul Exemple (UPSTI)\nAnne Exemple (Rectorat de Rennes)')
row('16 h 30 – 17 h','Synthèse de la journée','')
span('Vendredi 28 août 2020')
row('9h15','Le rôle de l’industrie','M. Yann Skouer, délégué général, Medef Bretagne')
row('10h15','Gouvernance','')
row('11h00','Finances et équipement des écoles','Discussion animée par Mme Skouer')
row('12h00','Clôture','')
d.add_paragraph('')
d.add_heading('Partenaires invités (liste non exhaustive)',2)
for x in ('Rectorat de l’Académie de Rennes (DAREIC)','Conseil régional de Bretagne','Fondation CGénial','100.000 Entrepreneurs'): d.add_paragraph(x,style='List Bullet')
d.add_heading('Budget prévisionnel',2)
table(d,[('Poste','Montant','Financeur'),('Déplacements des partenaires européens','12 500,00 €','EU STEM Coalition'),('Équipement vidéo de 5 écoles','4 750 €','Conseil départemental'),('Interprétation','1.800,50 €','Conseil régional de Bretagne'),('Total','19 050,50 €','')])
d.save('out/01-fr-tableau.docx')

# 02 Dutch, dotted times, tab stops, speakers bold behind dash, numbered by style, dropcap
d=Document()
headfoot(d,'Jet-Net & TechNet','Programma werkbezoek',' van ')
d.add_heading('Programma werkbezoek taskforce Bretagne',1)
d.add_paragraph('Datum: woensdag 14 oktober 2026')
d.add_paragraph('Locatie: Malietoren, Bezuidenhoutseweg 12, 2594 AV Den Haag')
def tl(time,title,who=None):
    p=d.add_paragraph(); p.paragraph_format.tab_stops.add_tab_stop(Cm(3)); p.add_run(time+'\t'+title)
    if who: p.add_run(' – '); p.add_run(who).bold=True
tl('9.30 – 10.00','Inloop met koffie')
tl('10.00 – 10.15','Welkom','Sanne Voorbeeld, directeur Jet-Net')
tl('10.15 – 11.00','Vijftien jaar bedrijven in de klas: wat werkt er wel en wat werkt er niet','Pieter Voorbeeld (PTvT)')
tl('11.00 – 11.15','Pauze')
tl('11.15 – 12.30','Parallelle sessies')
d.add_paragraph('Sessie A: Gastlessen op afstand (zaal 3.12)',style='List Bullet')
d.add_paragraph('Sessie B: Docentenstages (zaal 3.14)',style='List Bullet')
tl('12.30 – 13.30','Lunch')
tl('13.30 – 14.45','Rondetafelgesprek: financiering','o.l.v. mevr. dr. A. Voorbeeld-de Wit, ministerie van OCW')
tl('14.45 – 15.00','Afsluiting en borrel')
d.add_paragraph('Aanmelden vóór 1 oktober 2026 bij secretariaat@example.nl')
d.save('out/02-nl-tabs.docx')

# 03 Danish, table with time column, nested table, landscape
d=Document(); s=d.sections[0]; s.orientation=WD_ORIENT.LANDSCAPE; s.page_width,s.page_height=s.page_height,s.page_width
d.add_heading('Dagsorden: Netværksmøde i Jet-Net Danmark',0)
d.add_paragraph('Torsdag den 12. november 2026 kl. 9.00-15.30, DTU Lyngby, bygning 101')
t=table(d,[('Tid','Emne','Oplægsholder','Lokale'),
('kl. 9.00','Velkomst','Mette Eksempel, formand','A1'),
('kl. 9.15-10.00','Virksomheder i undervisningen','Søren Eksempel (Novo Nordisk Fonden)','A1'),
('kl. 10.00','Kaffepause','',''),
('kl. 10.20','Parallelle workshops','',''),
('kl. 12.00','Frokost','','Kantinen'),
('kl. 13.00','Rundbordssamtale om økonomi','',''),
('kl. 15.15','Afrunding og næste skridt','Mette Eksempel','A1')],[3,9,7,3])
inner=t.rows[4].cells[1].add_table(2,2)
inner.rows[0].cells[0].text='Workshop 1'; inner.rows[0].cells[1].text='Gæstelærere på gymnasiet (Lars Eksempel)'
inner.rows[1].cells[0].text='Workshop 2'; inner.rows[1].cells[1].text='Teknologi i folkeskolen (Ida Eksempel)'
d.save('out/03-da-tabel.docx')

# 04 Spanish minutes (acta): attendance table, agenda, agreements, actions table, annexes
d=Document()
headfoot(d,'Agencia Vasca de la Innovación','Acta de la reunión',' de ')
d.add_heading('Acta de la reunión',0)
d.add_heading('Tercera reunión del grupo de trabajo escuela-empresa',1)
d.add_paragraph('Fecha: 15 de septiembre de 2026, de 10:00 a 12:30 h')
d.add_paragraph('Lugar: Parque Tecnológico de Zamudio, Bilbao')
d.add_heading('Asistentes',2)
table(d,[('Nombre','Entidad','Asistencia'),('Nerea Adibide','Agencia Vasca de la Innovación','Presente'),('Jon Adibide','Elhuyar','Presente (en línea)'),('Sanne Voorbeeld','Jet-Net & TechNet','Excusada'),('María del Carmen Ejemplo Ruiz','Gobierno Vasco','Presente')])
d.add_heading('Resumen',2)
d.add_paragraph('El grupo revisó el programa piloto y aprobó su calendario. Quedan por definir los equipos de vídeo de tres centros.')
d.add_heading('1. Aprobación del acta anterior',2)
d.add_paragraph('Se aprueba por unanimidad sin correcciones.')
d.add_heading('2. Programa piloto',2)
d.add_paragraph('La Sra. Adibide presentó los resultados del primer trimestre: 42 visitas, 1.250 alumnos y 18 empresas.')
d.add_paragraph('Acuerdo 1: Ampliar el programa a cinco centros más en 2027.')
d.add_paragraph('Acuerdo 2: Nombrar a Elhuyar responsable de la evaluación.')
d.add_heading('3. Presupuesto',2)
table(d,[('Concepto','Importe'),('Viajes','3.200,00 €'),('Equipos de vídeo','12.750,00 €'),('Total','15.950,00 €')])
d.add_heading('Acciones',2)
table(d,[('Nº','Acción','Responsable','Plazo'),('1','Enviar el calendario a los centros','Nerea Adibide','30/09/2026'),('2','Pedir tres presupuestos de equipos','Jon Adibide','15 de octubre de 2026'),('3','Preparar el borrador del convenio','Gobierno Vasco','por definir')])
d.add_heading('Anexos',2)
d.add_paragraph('Anexo 1: Presentación de resultados (PDF)'); d.add_paragraph('Anexo 2: Lista de centros')
d.add_paragraph('Próxima reunión: 17 de noviembre de 2026, 10:00 h')
d.save('out/04-es-acta.docx')

# 05 English minutes numbered by style, footnotes-like, tracked changes, comments, text box, header
d=Document()
headfoot(d,'DRAFT – not for circulation','STEM liaison group',' of ')
d.add_heading('Minutes of the meeting of the STEM liaison group',0)
d.add_paragraph('Held on Tuesday 3 March 2026 at 2.00 pm, Town Hall, Committee Room 2, and by video link')
p=d.add_paragraph(); p.add_run('Present: ').bold=True; p.add_run('Jane Example (Chair), John Sample (EU STEM Coalition), Cllr Mary Specimen, Dr Lee Instance')
p=d.add_paragraph(); p.add_run('Apologies: ').bold=True; p.add_run('Sanne Voorbeeld (Jet-Net)')
p=d.add_paragraph(); p.add_run('In attendance: ').bold=True; p.add_run('Tom Example (secretary)')
for title,paras in (('Welcome and apologies',['The Chair welcomed members. Apologies were received as noted above.']),
 ('Minutes of the last meeting',['The minutes of 4 November 2025 were agreed as a correct record.','Matters arising: none.']),
 ('School line quality',['Dr Instance reported that 12 of 18 schools now have a fibre line.','Decision: The group will fund line checks in the remaining six schools, up to £1,500 per school.','ACTION: JS to write to the six schools by 31 March 2026.']),
 ('Date of next meeting',['Tuesday 2 June 2026, 2.00 pm.'])):
    d.add_paragraph(title,style='List Number')
    for x in paras: d.add_paragraph(x)
body=d.element.body
ins=parse_xml(f'<w:p {NS}><w:r><w:t xml:space="preserve">The budget was set at </w:t></w:r><w:del w:id="1" w:author="A" w:date="2026-03-04T10:00:00Z"><w:r><w:delText>£4,000</w:delText></w:r></w:del><w:ins w:id="2" w:author="A" w:date="2026-03-04T10:00:00Z"><w:r><w:t>£4,500</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> for the year.</w:t></w:r></w:p>')
body.insert(-1,ins)
mv=parse_xml(f'<w:p {NS}><w:moveFrom w:id="5" w:author="A" w:date="2026-03-04T10:00:00Z"><w:r><w:t>MOVED AWAY TEXT</w:t></w:r></w:moveFrom><w:r><w:t>A paragraph stays.</w:t></w:r></w:p>')
body.insert(-1,mv)
mv=parse_xml(f'<w:p {NS}><w:moveTo w:id="6" w:author="A" w:date="2026-03-04T10:00:00Z"><w:r><w:t>MOVED AWAY TEXT</w:t></w:r></w:moveTo></w:p>')
body.insert(-1,mv)
hid=parse_xml(f'<w:p {NS}><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden remark for the chair only.</w:t></w:r></w:p>')
body.insert(-1,hid)
sym=parse_xml(f'<w:p {NS}><w:r><w:t>Co</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:t>chairs will co</w:t></w:r><w:r><w:softHyphen/></w:r><w:r><w:t>operate</w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0AE"/></w:r><w:r><w:t> next year.</w:t></w:r></w:p>')
body.insert(-1,sym)
box=parse_xml(f'''<w:p {NS} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Text in a box: lunch is served in the foyer.</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Text in a box: lunch is served in the foyer.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>The paragraph that anchors the box.</w:t></w:r></w:p>''')
body.insert(-1,box)
sdt=parse_xml(f'<w:sdt {NS}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a content control.</w:t></w:r></w:p></w:sdtContent></w:sdt>')
body.insert(-1,sdt)
d.save('out/05-en-minutes-tracked.docx')
# 06 French compte rendu with action table "Qui / Quoi / Quand", decisions in bold box
d=Document()
headfoot(d,'Institut de Locarn','Compte rendu du comité de pilotage',' / ')
d.add_paragraph('COMPTE RENDU',style='Title')
d.add_paragraph('Comité de pilotage du 14 janvier 2026')
d.add_paragraph('Présents : Maëlle Skouer (Institut de Locarn), Yann Skouer (Medef Bretagne), Anne Exemple (Rectorat)')
d.add_paragraph('Excusés : Paul Exemple (UPSTI)')
d.add_paragraph('Ordre du jour :')
for x in ('Bilan de l’année 2025','Budget 2026','Questions diverses'): d.add_paragraph(x,style='List Number')
d.add_heading('1. Bilan de l’année 2025',1)
d.add_paragraph('Le bilan est positif : 1 250 élèves ont été touchés dans 42 établissements. Les filles représentent 47 % des participants. Mme Exemple souligne l’effort des enseignants.')
d.add_heading('2. Budget 2026',1)
d.add_paragraph('Le budget proposé s’élève à 48 500 €.')
p=d.add_paragraph(); p.add_run('Décision : le budget 2026 est adopté à l’unanimité.').bold=True
table(d,[('Ligne','2025','2026'),('Déplacements','12 000 €','14 500 €'),('Équipement','20 000 €','25 000 €'),('Communication','8 000 €','9 000 €')])
d.add_heading('3. Questions diverses',1)
d.add_paragraph('Néant.')
d.add_heading('Relevé de décisions et d’actions',1)
table(d,[('Quoi','Qui','Quand'),('Envoyer le bilan aux financeurs','M. Skouer','avant le 31 janvier 2026'),('Réserver la salle','A. Exemple','février 2026'),('Relancer les écoles','Y. Skouer','15/02/2026')])
d.add_paragraph('Prochaine réunion : mercredi 18 mars 2026 à 14 h, Rennes.')
d.save('out/06-fr-cr.docx')
