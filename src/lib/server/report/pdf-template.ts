/**
 * The printed report in Typst. Everything that people wrote arrives as JSON in `sys.inputs.data`
 * and is only ever shown as a string, so it cannot become code. Header and footer are artifacts of
 * the page and not part of the reading order.
 */
export const PDF_TEMPLATE = String.raw`
#let data = json(bytes(sys.inputs.data))
#let accent = rgb("#0b5a63")
#let soft = rgb("#4d5b58")

#set document(title: data.title, author: data.author, date: none)
#set text(lang: data.lang, font: data.fonts, size: 10.5pt, fill: rgb("#17211f"))
#set par(leading: 0.68em, spacing: 1em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 25mm, top: 24mm, bottom: 26mm),
  footer: context {
    set text(size: 8pt, fill: soft)
    grid(
      columns: (1fr, auto),
      gutter: 6mm,
      [#data.footer],
      [#data.page #counter(page).display("1 / 1", both: true)],
    )
  },
)
#show heading: set par(leading: 0.5em)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 1): set block(below: 1em)
#show heading.where(level: 2): set text(size: 14pt, fill: accent)
#show heading.where(level: 2): set block(above: 1.9em, below: 0.9em)
#show heading.where(level: 3): set text(size: 12pt)
#show heading.where(level: 3): set block(above: 1.6em, below: 0.8em)
#show heading.where(level: 4): set text(size: 11pt)
#show heading.where(level: 5): set text(size: 10.5pt)
#show heading.where(level: 6): set text(size: 10.5pt, style: "italic")
#show heading.where(level: 4): set block(above: 1.5em, below: 0.7em)
#show heading.where(level: 5): set block(above: 1.4em, below: 0.7em)
#show link: set text(fill: accent)
// A word that is wider than its line would run off the page: it may break anywhere, without a sign.
#show regex("[^\\s/?&=-]{31,}"): it => it.text.clusters().chunks(10).map(part => box(part.join())).join()

#let words(lines) = lines.join(linebreak())
#let styled(run) = {
  let body = words(run.lines)
  if run.italic { body = emph(body) }
  if run.bold { body = strong(body) }
  if run.href == none { body } else { link(run.href, body) }
}
#let runs(list) = [] + list.map(styled).join()
#let outline-of(data) = {
  let entries = data.entries.map(entry => {
    runs(entry.runs)
    for inner in entry.lists { outline-of(inner) }
  })
  if data.ordered { enum(..entries) } else { list(..entries) }
}
#let cell-of(parts) = {
  if parts.len() == 1 and parts.first().kind == "text" { return runs(parts.first().runs) }
  for part in parts {
    if part.kind == "text" { par(runs(part.runs)) } else { outline-of(part.list) }
  }
}
#let foreign(part, body) = if part.at("lang", default: none) == none { body } else {
  text(lang: part.lang, body)
}

#for part in data.parts {
  if part.kind == "heading" {
    heading(level: part.level, foreign(part, runs(part.runs)))
  } else if part.kind == "text" {
    par(text(fill: if part.soft { soft } else { rgb("#17211f") }, foreign(part, runs(part.runs))))
  } else if part.kind == "quote" {
    quote(block: true, runs(part.runs))
  } else if part.kind == "outline" {
    outline-of(part.list)
  } else if part.kind == "table" {
    let columns = part.rows.first().len()
    let cells = part.rows.map(row => row.map(cell-of))
    set text(size: 9.5pt)
    table(
      columns: (1fr,) * columns,
      stroke: 0.5pt + soft,
      inset: 2mm,
      ..if part.header { (table.header(repeat: not part.linked, ..cells.first().map(strong)),) },
      ..(if part.header { cells.slice(1) } else { cells }).flatten(),
    )
  } else if part.kind == "list" {
    list(..part.entries.map(entry => words(entry)))
  } else if part.kind == "index" {
    list(..part.entries.map(entry => {
      link(label(entry.id), words(entry.lines))
      if entry.note != none { text(size: 9pt, fill: soft, " · " + entry.note) }
    }))
  } else if part.kind == "facts" {
    set text(size: 9.5pt)
    terms(
      separator: [ ],
      spacing: 0.7em,
      ..part.rows.map(row => terms.item(
        row.label,
        if row.href == none { foreign(row, words(row.lines)) } else { link(row.href, words(row.lines)) },
      )),
    )
  } else if part.kind == "picture" {
    figure(
      image(part.path, format: part.format, width: part.width * 1pt, alt: part.alt),
      caption: foreign(part, link(part.href, words(part.lines))),
      supplement: none,
      numbering: none,
    )
  } else if part.kind == "marked" {
    let marked = block(
      above: 1.1em,
      below: 1.1em,
      width: 100%,
      inset: (left: 4mm, y: 1mm),
      stroke: (left: 2pt + (decision: accent, action: rgb("#8a5300"), question: soft).at(part.mark)),
      {
        par[#strong(part.label) #runs(part.runs)]
        if part.note != none { par(text(size: 9pt, fill: soft, part.note)) }
        if part.reply != none { par[#strong(part.reply.label) #runs(part.reply.runs)] }
      },
    )
    if part.id == none { marked } else [#marked#label(part.id)]
  }
}
`;
