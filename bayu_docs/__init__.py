"""bayu_docs: application data and proofs in, a checked submission package out.

The road, in the order in which it is walked, each stage a folder of its own:

    calls        the published notice as data: tiers, limits, dates, doubts
    intake       what the applicant wrote, admitted by JSON Schema
    eligibility  the application judged by the call, every finding with its clause
    evidence     proofs of any kind -> A4 pieces -> a page plan -> one bundle
    rendering    fields + a Word template -> a .docx, and the proof that nothing got lost
    gongwen      公文 by GB/T 9704-2012: figures, blocks for templates, lint of any .docx
    office       Word and Excel files -> PDF, many files per start of the engine
    notices      results of the campaign -> head and fields of the formal papers
    submission   merged PDF, BagIt bag, e-mail draft, print sheet; and their verification
    reporting    findings as text, JSON and HTML

``pipeline`` walks the road for one application or one paper, ``batch`` for a district's inbox and
for letters by the hundred, ``cli`` is its front door, ``materials`` holds the only
doors to outside libraries, and ``model`` the plain values that travel between them.
"""

__version__ = "0.1.0"
