# More Word documents among the samples; beside docx.py.
from docx import Document
from docx.shared import Pt, Cm
from docx.enum.text import WD_ALIGN_PARAGRAPH
import importlib.util
spec=importlib.util.spec_from_file_location('one','docx.py'); one=importlib.util.module_from_spec(spec); spec.loader.exec_module(one)
table, headfoot = one.table, one.headfoot
# 21 Danish referat: table for items "Pkt | Referat | Ansvarlig"
d=Document(); d.add_heading('Referat',0); d.add_heading('Styregruppemøde, tirsdag den 6. oktober 2026',1)
table(d,[('Sted','DTU Lyngby, bygning 101'),('Til stede','Mette Eksempel, Søren Eksempel, Ida Eksempel'),('Afbud','Lars Eksempel')])
d.add_paragraph('')
table(d,[('Pkt.','Referat','Ansvarlig'),('1. Velkomst','Mette bød velkommen.',''),('2. Økonomi','Regnskabet for 2025 viser et overskud på 12.500 kr. Beslutning: overskuddet bruges på udstyr.','Søren'),('3. Næste møde','Tirsdag den 1. december 2026 kl. 13.00','Ida')])
d.save('out/21-da-referat.docx')
# 22 English programme with two tables (one a day), header row bold, day as heading, times 12h
d=Document(); d.add_heading('Teachers and companies: spring conference',0); d.add_paragraph('Bristol, 14–15 April 2027')
for day,rows in (('Wednesday 14 April 2027',[('9.00 am','Registration','' ),('9.30 am – 10.15 am','Welcome and keynote: “What companies learn from schools”','Dr Jane Example, University of Bristol'),('10.15 am','Tea and coffee',''),('10.45 am','Panel: funding','Chair: John Sample, EU STEM Coalition'),('12 noon','Lunch','')]),('Thursday 15 April 2027',[('9 am','Visits to schools',''),('2.30 pm','Close','')])):
    d.add_heading(day,1); table(d,[('Time','Activity','Speaker(s)')]+rows)
d.save('out/22-en-conference.docx')
