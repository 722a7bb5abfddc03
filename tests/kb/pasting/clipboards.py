"""What programs put on the clipboard, as they write it, cut short."""

# Word for Windows, Greek: a heading, a list of two levels and a numbered one, a table, a picture.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;}
--></style></head><body lang=EL style='word-wrap:break-word'>
<!--StartFragment-->
<h1><span lang=EL style='font-size:20.0pt;color:red'>Το καπάκι<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=EL>Προσοχή</span></b><span
lang=EL> στο νερό.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst
style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]><span lang=EL>Πρώτα</span></p>
<p class=MsoListParagraphCxSpMiddle
style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>δεξιά</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Μετά</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Ένα</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=200 valign=top
style='width:150pt;background:yellow'><p class=MsoNormal><b>Μέρος</b></p></td><td><p
class=MsoNormal><b>Βάρος</b></p></td></tr>
<tr><td><p class=MsoNormal>Καπάκι</p></td><td><p class=MsoNormal>12 g</p></td></tr></table>
<p class=MsoNormal><img width=100 height=80 src="file:///C:/Users/A/AppData/clip_image001.png"
alt="Το καπάκι"></p>
<!--EndFragment--></body></html>"""

# Google Docs, Danish: all of it in one bold element that is not bold, styles on spans.
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f"><h2
dir="ltr"
style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">Låget</span></h2><p
dir="ltr"><span
style="font-size:11pt;font-weight:700;">Husk</span><span
style="font-weight:400;"> vandet, </span><a
href="https://solvei.example/laag" style="text-decoration:none;"><span
style="color:#1155cc">læs mere</span></a></p><ul
style="padding-inline-start:48px;"><li dir="ltr" aria-level="1"><p dir="ltr"
role="presentation"><span>Først</span></p></li><ul><li
aria-level="2"><p><span>til højre</span></p></li></ul></ul><p><img
src="https://lh3.googleusercontent.com/docsz/AD_4nXe" width="624" height="351" alt="Et låg"
/></p><br /></b>"""

# A page of the web, Indonesian, with what runs, asks and is hidden.
WEB = """<article class="post"><h3 style="color:#333">Tutup</h3><script>alert(1)</script><p
onclick="x()">Buka
<a href="javascript:alert(1)">tutupnya</a>.</p><form><input
name=q></form><table><tbody><tr><td>a</td><td
rowspan="2">b</td></tr><tr><td>c</td></tr></tbody></table><iframe
src="https://evil.example/"></iframe></article><p>Selesai.</p>"""
