/**
 * How documents look, in Typst. What they say comes in as data (`sys.inputs`) and is only ever shown: it is no source, and nothing
 * here evaluates, reads a file or loads a package.
 */

/** Where the logo lies among the files that the template sees, which are no files of the machine. */
export const LOGO_NAME = 'logo';

/** Families in the order in which a glyph is looked for. What none has is printed as an empty box. */
const FONTS = `("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "BIZ UDPGothic",
  "ZCOOL XiaoWei", "NanumGothic")`;

export const TEMPLATE = String.raw`
#let doc = json(bytes(sys.inputs.document))
#let logo = sys.inputs.logo
#let rtl-doc = doc.direction == "rtl"
#let start = if rtl-doc { right } else { left }
#let end = if rtl-doc { left } else { right }
#let ink = rgb("#1c2733")
#let soft = rgb("#5b6875")
#let line-colour = rgb("#d5dbe1")
#let accent = rgb("#24527a")

#let letter = regex("\p{L}")
#let of-rtl = regex("[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}]")
#let isolated = regex("\u{2068}[^\u{2069}]*\u{2069}")
#let dir-of(s) = {
  let own = s.replace(isolated, "")
  let first = if own.match(letter) != none { own.match(letter) } else { s.match(letter) }
  if first == none { ltr } else if first.text.match(of-rtl) != none { rtl } else { ltr }
}
// A text of its own direction, standing where the document begins its lines.
#let words(s, ..style) = {
  let dir = dir-of(s)
  block(width: 100%, spacing: 0.55em, align(start, text(dir: dir, ..style, s.split("\n").join(linebreak()))))
}
// Amounts, dates and counts are read from left to right in every language.
#let figure-of(s, ..style) = box(text(dir: ltr, ..style, s))

#set document(
  title: doc.title + " " + doc.number,
  author: doc.issuer.name,
  date: datetime(year: doc.issuedOn.at(0), month: doc.issuedOn.at(1), day: doc.issuedOn.at(2)),
)
#set text(
  font: ${FONTS},
  size: 9pt, fill: ink, lang: doc.language, dir: if rtl-doc { rtl } else { ltr },
  hyphenate: false, fallback: true, number-type: "lining",
)
#set par(leading: 0.55em, justify: false)
#set page(
  paper: "a4",
  margin: (top: 24mm, bottom: 30mm, left: 20mm, right: 20mm),
  header: context if here().page() > 1 {
    set text(size: 8pt, fill: soft)
    grid(columns: (1fr, auto), align: (start, end),
      words(doc.issuer.name), figure-of(doc.title + " " + doc.number))
    v(-4pt)
    line(length: 100%, stroke: 0.5pt + line-colour)
  },
  footer: context {
    set text(size: 7.5pt, fill: soft)
    line(length: 100%, stroke: 0.5pt + line-colour)
    v(-3pt)
    let pages = doc.page.replace("{page}", str(here().page())).replace("{pages}", str(counter(page).final().at(0)))
    grid(columns: (1fr, auto), column-gutter: 8mm, align: (start + top, end + top),
      block(width: 100%, { set par(leading: 0.45em); for l in doc.issuer.footer { words(l) } }),
      box(pages))
  },
  footer-descent: 25%,
)

// Letterhead.
#grid(
  columns: (1fr, auto), column-gutter: 10mm, align: (start + top, end + top),
  {
    words(doc.issuer.name, size: 13pt, weight: "bold", fill: accent)
    v(1.5mm)
    set text(size: 8pt, fill: soft)
    for l in doc.issuer.address { words(l) }
  },
  if logo != "" {
    image(read("/${LOGO_NAME}", encoding: none), format: logo, height: 18mm, width: 60mm, fit: "contain")
  },
)
#v(9mm)

// Who is billed, and what it is about.
#grid(
  columns: (1fr, 92mm), column-gutter: 8mm, align: (start + top, start + top),
  {
    for (place, l) in doc.customer.enumerate() {
      words(l, weight: if place == 0 { "bold" } else { "regular" })
    }
  },
  {
    set text(size: 8.5pt)
    grid(columns: (auto, 1fr), row-gutter: 5pt, column-gutter: 5mm, align: start,
      ..doc.facts.map(f => (text(fill: soft, f.label), words(f.value))).flatten())
  },
)
#v(8mm)

#block(below: 5mm, text(size: 19pt, weight: "bold", fill: ink, doc.title))

#let has-calls = doc.columns.calls != ""
#let head(s, side) = align(side, text(size: 7.5pt, weight: "bold", fill: soft, s))
#let mid = if has-calls { (auto, auto) } else { () }
#table(
  columns: (1fr, ..mid, auto),
  inset: (x: 5pt, y: 5.5pt),
  stroke: (x, y) => (bottom: if y == 0 { 0.8pt + ink } else { 0.4pt + line-colour }),
  align: (x, y) => if x == 0 { start + top } else { end + top },
  table.header(repeat: true,
    head(doc.columns.description, start),
    ..if has-calls { (head(doc.columns.calls, end), head(doc.columns.duration, end)) } else { () },
    head(doc.columns.amount, end)),
  ..doc.lines.map(l => {
    let about = {
      words(l.title)
      if l.details.len() > 0 { for d in l.details { words(d, size: 7.5pt, fill: soft) } }
    }
    let between = if has-calls { (figure-of(l.calls), figure-of(l.duration)) } else { () }
    (about, ..between, figure-of(l.amount))
  }).flatten(),
)

// What it comes to stays together.
#v(2mm)
#block(breakable: doc.totals.len() > 20, width: 100%, align(end, block(width: 100mm, {
  grid(columns: (1fr, auto), inset: (x: 5pt, y: 3.5pt), align: (start + top, end + top),
    ..doc.totals.map(t => if t.isStrong {
      (grid.cell(stroke: (top: 0.8pt + ink), inset: (x: 5pt, y: 6pt), text(size: 11pt, weight: "bold", t.label)),
       grid.cell(stroke: (top: 0.8pt + ink), inset: (x: 5pt, y: 6pt), figure-of(t.value, size: 11pt, weight: "bold")))
    } else {
      (words(t.label), figure-of(t.value))
    }).flatten())
})))

#v(4mm)
#for n in doc.notes { words(n); v(2mm) }

#if doc.annex != none {
  pagebreak()
  block(below: 2mm, text(size: 14pt, weight: "bold", doc.annex.title))
  words(doc.annex.subtitle, fill: soft)
  v(3mm)
  set text(size: 8pt)
  table(
    columns: (auto, 1fr, 1fr, auto, auto),
    inset: (x: 4pt, y: 3.2pt),
    stroke: (x, y) => (bottom: if y == 0 { 0.8pt + ink } else { 0.3pt + line-colour }),
    align: (x, y) => if x < 3 { start } else { end },
    table.header(repeat: true,
      ..doc.annex.columns.enumerate().map(((place, c)) => head(c, if place < 3 { start } else { end }))),
    ..doc.annex.groups.map(g => (
      table.cell(colspan: 5, inset: (x: 4pt, top: 9pt, bottom: 3.2pt), words(g.title, weight: "bold")),
      ..g.rows.flatten().map(c => if rtl-doc { figure-of(c) } else { c }),
      ..if g.sum != none {
        (table.cell(colspan: 4, align: end, { set text(weight: "bold"); g.sum.label }),
         align(end, { figure-of(g.sum.value, weight: "bold"); linebreak(); text(fill: soft, g.sum.rounded) }))
      } else { () },
    )).flatten(),
  )
  if doc.annex.cut != "" { v(2mm); words(doc.annex.cut, fill: soft) }
}
`;
