const PDF=require('pdfkit'),fs=require('fs');
// 14: drop capitals, two columns, ligature font, English/Spanish
{const d=new PDF({size:'A4',margin:50}); d.pipe(fs.createWriteStream('../out/14-es-pdfkit.pdf'));
d.registerFont('S','/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf').registerFont('B','/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf');
d.font('B').fontSize(20).text('Jornada: la escuela y la empresa',{align:'center'});
d.font('S').fontSize(11).text('Jueves, 22 de abril de 2027 · Palacio Euskalduna, Bilbao',{align:'center'}).moveDown();
const drop=(L,rest,y)=>{d.font('B').fontSize(38).text(L,50,y-8,{lineBreak:false}); d.font('S').fontSize(11).text(rest,78,y,{width:460});};
drop('L','a jornada reúne a docentes, empresas y administraciones para compartir experiencias de cooperación. Está dirigida a los centros de secundaria de la comarca y a las empresas que quieran recibir alumnado durante el curso.',130);
let y=200; for(const [h,t,w] of [['9:00 h','Recepción y café',''],['9.30–10.15 h','Conferencia inaugural: «Treinta años de vocaciones científicas»','Nerea Adibide, directora, Agencia Vasca de la Innovación'],['10.15–11.00 h','Experiencias de tres centros','Jon Adibide (Elhuyar)'],['11.00 h','Pausa café',''],['11.30 h','Mesa redonda: financiación','Modera: Miren Ejemplo'],['13.00 h','Clausura','']]){
 d.font('B').fontSize(11).text(h,50,y,{lineBreak:false}); d.font('S').text(t,140,y,{width:220}); const y1=d.y; d.text(w,380,y,{width:160}); y=Math.max(y1,d.y)+8;}
d.end();}
