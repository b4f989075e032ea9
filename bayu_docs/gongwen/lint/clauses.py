"""The clauses the rules rest on, with their words."""

from __future__ import annotations

from bayu_docs.model.finding import Clause

STANDARD = "GB/T 9704-2012"
REGULATION = "《党政机关公文处理工作条例》"

PAPER = Clause(
    "5.1", "公文用纸采用GB/T 148中规定的A4型纸，其成品幅面尺寸为：210 mm×297 mm", STANDARD
)
MARGINS = Clause(
    "5.2.1",
    "公文用纸天头（上白边）为37 mm±1 mm，公文用纸订口（左白边）为28 mm±1 mm，"
    "版心尺寸为156 mm×225 mm",
    STANDARD,
)
FACE = Clause("5.2.2", "如无特殊说明，公文格式各要素一般用3号仿宋体字", STANDARD)
LINES = Clause("5.2.3", "一般每面排22行，每行排28个字，并撑满版心", STANDARD)
COLOUR = Clause("5.2.4", "如无特殊说明，公文中文字的颜色均为黑色", STANDARD)
MARK = Clause(
    "7.2.4",
    "发文机关标志居中排布，上边缘至版心上边缘为35 mm，推荐使用小标宋体字，颜色为红色",
    STANDARD,
)
NUMBER = Clause(
    "7.2.5",
    "年份、发文顺序号用阿拉伯数字标注；年份应标全称，用六角括号“〔〕”括入；"
    "发文顺序号不加“第”字，不编虚位（即1不编为01），在阿拉伯数字后加“号”字",
    STANDARD,
)
JOINT_NUMBER = Clause("第九条（五）", "联合行文时，使用主办机关的发文字号", REGULATION)
SIGNERS = Clause("第九条（六）", "上行文应当标注签发人姓名", REGULATION)
RED_LINE = Clause("7.2.7", "发文字号之下4 mm处居中印一条与版心等宽的红色分隔线", STANDARD)
TITLE = Clause("第九条（七）", "标题。由发文机关名称、事由和文种组成", REGULATION)
TITLE_SHAPE = Clause(
    "7.3.1",
    "回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形",
    STANDARD,
)
TO = Clause(
    "7.3.2",
    "编排于标题下空一行位置，居左顶格，回行时仍顶格，最后一个机关名称后标全角冒号",
    STANDARD,
)
FIRST_PAGE = Clause("7.3.3", "公文首页必须显示正文", STANDARD)
LEVELS = Clause("7.3.3", "文中结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注", STANDARD)
LEVEL_FACES = Clause(
    "7.3.3", "一般第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字标注", STANDARD
)
INDENT = Clause("7.3.3", "每个自然段左空二字，回行顶格", STANDARD)
ATTACHMENT_LIST = Clause(
    "7.3.4",
    "如有多个附件，使用阿拉伯数字标注附件顺序号（如“附件：1. XXXXX”）；附件名称后不加标点符号",
    STANDARD,
)
SAME_ATTACHMENTS = Clause("7.3.7", "附件顺序号和附件标题应当与附件说明的表述一致", STANDARD)
ANNEX_PAGE = Clause(
    "7.3.7",
    "附件应当另面编排，并在版记之前。“附件”二字及附件顺序号用3号黑体字顶格编排在版心左上角第一行。"
    "附件标题居中编排在版心第三行",
    STANDARD,
)
DATE = Clause(
    "7.3.5.4",
    "用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位（即1不编为01）",
    STANDARD,
)
SIGNED_BY = Clause("第九条（十一）", "发文机关署名。署发文机关全称或者规范化简称", REGULATION)
SEALED_DATE = Clause("7.3.5.1", "成文日期一般右空四字编排", STANDARD)
SEAL_ROOM = Clause(
    "7.3.5.5",
    "当公文排版后所剩空白处不能容下印章或签发人签名章、成文日期时，可以采取调整行距、字距的措施解决",
    STANDARD,
)
IMPRINT_LINES = Clause(
    "7.4.1",
    "版记中的分隔线与版心等宽，首条分隔线位于版记中第一个要素之上，"
    "末条分隔线与公文最后一面的版心下边缘重合",
    STANDARD,
)
COPIES = Clause(
    "7.4.2",
    "“抄送”二字后加全角冒号和抄送机关名称，最后一个抄送机关名称后标句号",
    STANDARD,
)
PRINTED = Clause(
    "7.4.3",
    "印发机关左空一字，印发日期右空一字，用阿拉伯数字将年、月、日标全，年份应标全称，"
    "月、日不编虚位（即1不编为01），后加“印发”二字",
    STANDARD,
)
PAGE_NUMBER = Clause(
    "7.5",
    "一般用4号半角宋体阿拉伯数字，编排在公文版心下边缘之下，数字左右各放一条一字线；"
    "一字线上距版心下边缘7 mm。单页码居右空一字，双页码居左空一字",
    STANDARD,
)
LETTER_MARK = Clause(
    "10.1", "发文机关标志居中排布，上边缘至上页边为30 mm，推荐使用红色小标宋体字", STANDARD
)
LETTER_LINES = Clause(
    "10.1",
    "发文机关标志下4 mm处印一条红色双线（上粗下细），距下页边20 mm处印一条红色双线（上细下粗），"
    "线长均为170 mm，居中排布",
    STANDARD,
)
LETTER_PAGE = Clause("10.1", "首页不显示页码", STANDARD)
LETTER_IMPRINT = Clause(
    "10.1",
    "版记不加印发机关和印发日期、分隔线，位于公文最后一面版心内最下方",
    STANDARD,
)
LANDSCAPE = Clause("8", "A4纸型的表格横排时，页码位置与公文其他页码保持一致", STANDARD)
PUNCTUATION = Clause("9", "标点符号的用法应当符合GB/T 15834", STANDARD)
NUMERALS = Clause("9", "数字用法应当符合GB/T 15835", STANDARD)
NO_REQUEST = Clause("第十五条（四）", "不得在报告等非请示性公文中夹带请示事项", REGULATION)
ONE_RECIPIENT = Clause("第十五条（一）", "原则上主送一个上级机关", REGULATION)
ISSUER = Clause("第十七条", "部门内设机构除办公厅（室）外不得对外正式行文", REGULATION)
REVIEWED = Clause(
    "第二十五条（一）",
    "已经发文机关负责人签批的公文，印发前应当对公文的审批手续、内容、文种、格式等进行复核",
    REGULATION,
)
PRIVACY = Clause(
    "第二十五条",
    "个人信息处理者不得公开其处理的个人信息，取得个人单独同意的除外",
    "《中华人民共和国个人信息保护法》",
)
