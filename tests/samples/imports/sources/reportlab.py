from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import *
from reportlab.lib.styles import getSampleStyleSheet, ParagraphStyle
from reportlab.lib import colors
from reportlab.lib.units import cm
from reportlab.pdfgen import canvas
st=getSampleStyleSheet(); N=st['Normal']; H=st['Heading1']; H2=st['Heading2']
def deco(c,d):
    c.setFont('Helvetica',8); c.drawString(2*cm,28.6*cm,'EU STEM Coalition – annual conference'); c.drawRightString(19*cm,1*cm,'Page %d'%c.getPageNumber())
# 09 table over three pages, repeated header rows, spans, times with dash, running head and foot
P=lambda t:Paragraph(t,N)
rows=[['Time','Session','Speaker']]
spans=[]
def day(t): spans.append(len(rows)); rows.append([P('<b>%s</b>'%t),'',''])
day('Tuesday 5 October 2027')
T=[('09:00–09:30','Registration and coffee',''),('09:30–10:15','Opening keynote: the state of STEM education in Europe and what companies may do about it in the coming years','Jane Example, director, EU STEM Coalition'),('10:15–11:00','National platforms compared','Pieter Voorbeeld (PTvT)<br/>Mette Eksempel (Jet-Net Denmark)'),('11:00–11:30','Coffee break',''),('11:30–12:30','Panel: funding of regional networks','Moderator: John Sample'),('12:30–13:30','Lunch','')]
for n in range(8): T.append(('%02d:%02d–%02d:%02d'%(13+n//2,30*(n%2)+0,13+(n+1)//2,30*((n+1)%2)),'Regional case study %d: how a school and a company found each other, what it cost and what the pupils made of it'%(n+1),'Speaker %s, programme manager, Region %d'%(['Anna','Bob','Carl','Dora','Emil','Fay','Gus','Hal'][n]+' Example',n+1)))
for r in T: rows.append([P(x) for x in r])
day('Wednesday 6 October 2027')
for r in T[:9]: rows.append([P(x) for x in r])
t=LongTable(rows,colWidths=[3*cm,8.5*cm,5.5*cm],repeatRows=1)
t.setStyle(TableStyle([('GRID',(0,0),(-1,-1),.5,colors.grey),('VALIGN',(0,0),(-1,-1),'TOP'),('BACKGROUND',(0,0),(-1,0),colors.lightgrey)]+[('SPAN',(0,i),(2,i)) for i in spans]))
SimpleDocTemplate('out/09-en-reportlab.pdf',pagesize=A4).build([Paragraph('Annual conference of the EU STEM Coalition',H),Paragraph('5–6 October 2027, Hotel Example, Rue de la Loi 1, 1000 Brussels',N),Spacer(1,12),t],onFirstPage=deco,onLaterPages=deco)
# 10 landscape parallel sessions grid with rotated time labels
c=canvas.Canvas('out/10-nl-landscape.pdf',pagesize=landscape(A4))
c.setFont('Helvetica-Bold',18); c.drawString(2*cm,19*cm,'Programma studiedag bedrijven en scholen')
c.setFont('Helvetica',11); c.drawString(2*cm,18.2*cm,'Vrijdag 20 november 2026, Jaarbeurs Utrecht')
data=[['Tijd','Zaal 1','Zaal 2','Zaal 3'],['9.30 - 10.15','Opening (plenair)','',''],['10.30 - 11.15','Gastlessen op afstand\nSanne Voorbeeld','Docentenstages\nPieter Voorbeeld','Meisjes in de techniek\nLotte Voorbeeld'],['11.15 - 11.30','Pauze','',''],['11.30 - 12.15','Financiering\nKees Voorbeeld','Verbinding en scherm\nJan Voorbeeld','Evaluatie\nEls Voorbeeld'],['12.15 - 13.00','Afsluitende lunch','','']]
t=Table(data,colWidths=[3*cm]+[7*cm]*3,rowHeights=[1*cm]+[1.6*cm]*5); t.setStyle(TableStyle([('GRID',(0,0),(-1,-1),1,colors.black),('VALIGN',(0,0),(-1,-1),'TOP')])+TableStyle([('SPAN',(1,1),(3,1)),('SPAN',(1,3),(3,3)),('SPAN',(1,5),(3,5))]) if False else TableStyle([('GRID',(0,0),(-1,-1),1,colors.black),('VALIGN',(0,0),(-1,-1),'TOP'),('SPAN',(1,1),(3,1)),('SPAN',(1,3),(3,3)),('SPAN',(1,5),(3,5))]))
t.wrapOn(c,0,0); t.drawOn(c,2*cm,6*cm)
c.saveState(); c.translate(1.2*cm,8*cm); c.rotate(90); c.setFont('Helvetica-Bold',14); c.drawString(0,0,'VRIJDAG 20 NOVEMBER'); c.restoreState()
c.save()
# 11 scanned: picture only
from PIL import Image, ImageDraw
im=Image.new('RGB',(1240,1754),'white'); ImageDraw.Draw(im).text((100,100),'Programme 4 March 2027\n09:00 Welcome',fill='black'); im.save('scan.png')
c=canvas.Canvas('out/bad-scan.pdf'); c.drawImage('scan.png',0,0,21*cm,29.7*cm); c.save()
# scan with a stamp of text
c=canvas.Canvas('out/bad-scan-stamp.pdf'); c.drawImage('scan.png',0,0,21*cm,29.7*cm); c.setFont('Helvetica',7); c.drawString(1*cm,.5*cm,'Scanned with ExampleScan'); c.showPage(); c.drawImage('scan.png',0,0,21*cm,29.7*cm);c.setFont('Helvetica',7); c.drawString(1*cm,.5*cm,'Scanned with ExampleScan'); c.save()
