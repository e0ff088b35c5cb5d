package parser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/markdown"
)

// language says how a machine translates a page, with the damage it does.
type language struct {
	locale   string
	words    map[string]string // English words that keep their meaning
	filler   string            // stands for every other word
	cells    map[string]string // labels, columns and phrases of permission tables
	headers  map[string]string
	noBody   string
	comma    string // between scopes
	colon    string
	detached bool // a blank between a tick and the sign behind it
	spaced   bool // "User. Read. All"
	struck   bool // "~~Old.Read~~" beside the scopes
	noSpace  bool // "##<a name"
}

var languages = []language{
	{
		locale: "de-DE", filler: "wort", comma: ", ", colon: ":", spaced: true, struck: true, noSpace: true,
		noBody: "Geben Sie für diese Methode keinen Anforderungstext an.",
		words:  map[string]string{"collection": "Sammlung", "object": "Objekt", "objects": "Objekte", "string": "Zeichenfolge", "stream": "Datenstrom"},
		cells: map[string]string{
			"Permission type": "Berechtigungstyp", "Permissions": "Berechtigungen", "Supported resource": "Unterstützte Ressource",
			"Permissions (from least to most privileged)":  "Berechtigungen (von der Berechtigung mit den wenigsten Rechten zu der mit den meisten Rechten)",
			"Permissions (from most to least privileged)":  "Berechtigungen (von der Berechtigung mit den meisten Rechten zu der mit den wenigsten Rechten)",
			"Permission&nbsp;type&nbsp;(by&nbsp;workflow)": "&nbsp;Berechtigungstyp&nbsp;(nach&nbsp;Workflow)",
			"Context of the calling app":                   "Kontext der aufrufenden app",
			"Delegated (work or school account)":           "Delegiert (Geschäfts-, Schul- oder Unikonto)",
			"Delegated (personal Microsoft account)":       "Delegiert (persönliches Microsoft-Konto)",
			"Application":                                  "Anwendung", "Not supported": "Nicht unterstützt", "None": "Keine", "Not applicable": "Nicht zutreffend",
		},
		headers: map[string]string{"Accept": "Annehmen", "Authorization": "Autorisierung", "Workbook-Session-Id": "Arbeitsmappensitzungs-ID",
			"Prefer: outlook.body-content-type": "Besser: outlook.body-content-type"},
	},
	{
		locale: "pt-BR", filler: "palavra", comma: ", ", colon: ":", spaced: true,
		noBody: "Não forneça um corpo de solicitação para esse método.",
		words:  map[string]string{"collection": "coleção", "object": "objeto", "objects": "objetos", "string": "cadeia de caracteres", "stream": "fluxo"},
		cells: map[string]string{
			"Permission type": "Tipo de permissão", "Permissions": "Permissões", "Supported resource": "Recurso com suporte", "Calendar": "Calendário",
			"Permissions (from least to most privileged)":                  "Permissões (da com menos para a com mais privilégios)",
			"Permissions (from most to least privileged)":                  "Permissões (de privilégios máximos a mínimos)",
			"Permissions acting on self (from least to most privileged)":   "Permissões agindo por si mesmo (do mínimo para o mais privilegiado)",
			"Permissions acting on others (from least to most privileged)": "Permissões atuando em outras pessoas (do mínimo ao mais privilegiado)",
			"Permission&nbsp;type&nbsp;(by&nbsp;workflow)":                 "Tipo &nbsp; de &nbsp; permissão (por fluxo de &nbsp; trabalho)",
			"Context of the calling app":                                   "Contexto do aplicativo de chamada",
			"Delegated (work or school account)":                           "Delegado (conta corporativa ou de estudante)",
			"Delegated (personal Microsoft account)":                       "Delegado (conta pessoal da Microsoft)",
			"Application":                                                  "Aplicativo", "Not supported": "Sem suporte", "None": "Nenhum", "Not applicable": "Não aplicável",
		},
		headers: map[string]string{"Accept": "Aceitar", "Authorization": "Autorização", "Prefer": "Preferir", "Prefer: outlook.timezone": "Prefira: outlook.timezone"},
	},
	{
		locale: "zh-CN", filler: "词", comma: "、", colon: "：", detached: true,
		noBody: "请勿提供此方法的请求正文。",
		words:  map[string]string{"collection": "集合", "object": "对象", "objects": "对象", "string": "字符串", "boolean": "布尔", "stream": "数据流"},
		cells: map[string]string{
			"Permission type": "权限类型", "Permissions": "权限", "Supported resource": "支持的资源", "Calendar": "日历",
			"Permissions (from least to most privileged)":                  "权限（从最低特权到最高特权）",
			"Permissions (from most to least privileged)":                  "权限（从最高特权到最低特权）",
			"Permissions acting on self (from least to most privileged)":   "自行操作的权限 (权限从最低权限级别)",
			"Permissions acting on others (from least to most privileged)": "对他人操作的权限 (权限从最低到最多特权)",
			"Permission&nbsp;type&nbsp;(by&nbsp;workflow)":                 "工作流 &nbsp; &nbsp; (的权限 &nbsp; 类型)",
			"Context of the calling app":                                   "调用应用程序的上下文",
			"Delegated (work or school account)":                           "委派（工作或学校帐户）",
			"Delegated (personal Microsoft account)":                       "委派（个人 Microsoft 帐户）",
			"Application":                                                  "应用程序", "Not supported": "不支持", "None": "无", "Not applicable": "不适用",
		},
		headers: map[string]string{"Accept": "接受", "Authorization": "授权", "Range": "范围", "Prefer: respond-async": "首选：respond-async"},
	},
	{
		locale: "ja-JP", filler: "語", comma: "、", colon: ":",
		noBody: "このメソッドには、要求本文を指定しません。",
		words:  map[string]string{"collection": "コレクション", "object": "オブジェクト", "objects": "オブジェクト", "string": "文字列", "boolean": "ブール値", "stream": "ストリーム"},
		cells: map[string]string{
			"Permission type": "アクセス許可の種類", "Permissions": "アクセス許可", "Supported resource": "サポートされているリソース", "Calendar": "予定表",
			"Permissions (from least to most privileged)":  "アクセス許可 (特権の小さいものから大きいものへ)",
			"Permissions (from most to least privileged)":  "アクセス許可 (特権の大きいものから小さいものへ)",
			"Permission&nbsp;type&nbsp;(by&nbsp;workflow)": "アクセス&nbsp;許可&nbsp;の種類&nbsp;(ワークフロー別)",
			"Context of the calling app":                   "呼び出し元アプリのコンテキスト",
			"Delegated (work or school account)":           "委任 (職場または学校のアカウント)",
			"Delegated (personal Microsoft account)":       "委任 (個人用 Microsoft アカウント)",
			"Application":                                  "アプリケーション", "Not supported": "サポートされていません", "None": "なし", "Not applicable": "該当なし",
		},
		headers: map[string]string{"Accept": "承諾", "Prefer: outlook.timezone": "優先: outlook.timezone", "Content-Length": "コンテンツの長さ"},
	},
	{
		locale: "fr-FR", filler: "mot", comma: ", ", colon: " :", spaced: true,
		noBody: "N’indiquez pas le corps de la demande pour cette méthode.",
		words:  map[string]string{"collection": "collection", "object": "objet", "objects": "objets", "string": "chaîne", "stream": "flux"},
		cells: map[string]string{
			"Permission type": "Type d’autorisation", "Permissions": "Autorisations", "Supported resource": "Ressource prise en charge", "Calendar": "Calendrier",
			"Permissions (from least to most privileged)":                  "Autorisations (de celle qui offre le moins de privilèges à celle qui en offre le plus)",
			"Permissions (from most to least privileged)":                  "Autorisations (de celle qui offre le plus de privilèges à celle qui en offre le moins)",
			"Permissions acting on self (from least to most privileged)":   "Autorisations agissant sur soi-même (de celle qui offre le moins de privilèges à celle qui en offre le plus)",
			"Permissions acting on others (from least to most privileged)": "Autorisations agissant sur d’autres personnes (de celle qui offre le moins de privilèges à celle qui en offre le plus)",
			"Permission&nbsp;type&nbsp;(by&nbsp;workflow)":                 "Type&nbsp;d’autorisation&nbsp;(par&nbsp;flux de travail)",
			"Context of the calling app":                                   "Contexte de l’application appelante",
			"Delegated (work or school account)":                           "Déléguée (compte professionnel ou scolaire)",
			"Delegated (personal Microsoft account)":                       "Déléguée (compte Microsoft personnel)",
			"Application":                                                  "Application", "Not supported": "Non prise en charge", "None": "Aucune", "Not applicable": "Sans objet",
		},
		headers: map[string]string{"Accept": "Accepter", "Authorization": "Autorisation", "Prefer": "Préférer", "Prefer: outlook.timezone": "Préférence : outlook.timezone",
			"Content-Length": "Longueur du contenu"},
	},
	{
		locale: "es-ES", filler: "palabra", comma: ", ", colon: ":", spaced: true,
		noBody: "No proporcione un cuerpo de solicitud para este método.",
		words:  map[string]string{"collection": "colección", "object": "objeto", "objects": "objetos", "string": "cadena", "stream": "secuencia"},
		cells: map[string]string{
			"Permission type": "Tipo de permiso", "Permissions": "Permisos", "Supported resource": "Recurso admitido", "Calendar": "Calendario",
			"Permissions (from least to most privileged)":                  "Permisos (de menos a más privilegiados)",
			"Permissions (from most to least privileged)":                  "Permisos (de más a menos privilegiados)",
			"Permissions acting on self (from least to most privileged)":   "Permisos que actúan sobre uno mismo (de menos a más privilegiados)",
			"Permissions acting on others (from least to most privileged)": "Permisos que actúan sobre otros (de menos a más privilegiados)",
			"Permission&nbsp;type&nbsp;(by&nbsp;workflow)":                 "Tipo&nbsp;de&nbsp;permiso&nbsp;(por&nbsp;flujo de trabajo)",
			"Context of the calling app":                                   "Contexto de la aplicación que llama",
			"Delegated (work or school account)":                           "Delegado (cuenta profesional o educativa)",
			"Delegated (personal Microsoft account)":                       "Delegado (cuenta personal de Microsoft)",
			"Application":                                                  "Aplicación", "Not supported": "No se admite", "None": "Ninguno", "Not applicable": "No aplicable",
		},
		headers: map[string]string{"Accept": "Aceptar", "Authorization": "Autorización", "Prefer": "Preferir", "Prefer: outlook.timezone": "Preferencia: outlook.timezone",
			"Content-Length": "Longitud del contenido"},
	},
	{
		locale: "ru-RU", filler: "слово", comma: ", ", colon: ":", spaced: true,
		noBody: "Не указывайте текст запроса для этого метода.",
		words:  map[string]string{"collection": "коллекция", "object": "объект", "objects": "объектов", "string": "строка", "boolean": "логическое", "stream": "поток"},
		cells: map[string]string{
			"Permission type": "Тип разрешения", "Permissions": "Разрешения", "Supported resource": "Поддерживаемый ресурс", "Calendar": "Календарь",
			"Permissions (from least to most privileged)":                  "Разрешения (в порядке повышения привилегий)",
			"Permissions (from most to least privileged)":                  "Разрешения (в порядке понижения привилегий)",
			"Permissions acting on self (from least to most privileged)":   "Разрешения, действующие на себя (в порядке повышения привилегий)",
			"Permissions acting on others (from least to most privileged)": "Разрешения, действующие на других (в порядке повышения привилегий)",
			"Permission&nbsp;type&nbsp;(by&nbsp;workflow)":                 "Тип&nbsp;разрешения&nbsp;(по&nbsp;рабочему процессу)",
			"Context of the calling app":                                   "Контекст вызывающего приложения",
			"Delegated (work or school account)":                           "Делегированные (рабочая или учебная учетная запись)",
			"Delegated (personal Microsoft account)":                       "Делегированные (личная учетная запись Майкрософт)",
			"Application":                                                  "Приложение", "Not supported": "Не поддерживается", "None": "Нет", "Not applicable": "Неприменимо",
		},
		headers: map[string]string{"Accept": "Принять", "Authorization": "Авторизация", "Prefer": "Предпочитать", "Prefer: outlook.timezone": "Предпочтение: outlook.timezone",
			"Content-Length": "Длина содержимого"},
	},
}

// TestTranslatedPagesAreInvariant translates English pages as a machine does
// and holds the reader to the same facts.
func TestTranslatedPagesAreInvariant(t *testing.T) {
	all := pagetest.Corpus(t, "en-2021-07.zip")
	english := pagetest.Docs{}
	for i, f := range all.Pages() {
		if f.Kind == parser.KindAPI && i%5 == 0 {
			english[f.Path] = all[f.Path]
		}
	}
	want, _ := pagetest.Load(t, english, apiOnly)
	for _, l := range languages {
		docs := pagetest.Docs{}
		for name, page := range english {
			docs[name] = []byte(l.page(string(page)))
		}
		got, _ := pagetest.Load(t, docs, apiOnly)
		same, total, differ := compareFacts(want, got)
		if total != len(english) || float64(same)/float64(total) < 0.998 {
			t.Errorf("%s: %d of %d pages give the same facts\n%s", l.locale, same, total, strings.Join(differ, "\n"))
		}
	}
}

// page translates one page line by line.
func (l *language) page(text string) string {
	tr := &translator{language: l, slugs: map[string]int{}}
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(tr.line(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return b.String()
}

type translator struct {
	*language
	front   int // marks of the front matter seen
	fence   bool
	comment bool
	section string // slug of the last heading
	level   int
	slugs   map[string]int
}

func (t *translator) line(s string) string {
	trimmed := strings.TrimSpace(s)
	switch {
	case t.front < 2:
		return t.frontLine(s)
	case strings.HasPrefix(trimmed, "```"):
		t.fence = !t.fence
		return s
	case t.fence:
		return s
	case t.comment || strings.HasPrefix(trimmed, "<!--"):
		t.comment = !strings.Contains(s, "-->")
		return s
	case strings.HasPrefix(s, "#") && !strings.Contains(s, "](#tab/"):
		return t.heading(s)
	case strings.HasPrefix(s, "#"), strings.HasPrefix(trimmed, "["), trimmed == "---":
		return s
	case strings.HasPrefix(trimmed, "|"):
		return t.row(s)
	}
	return t.prose(s)
}

func (t *translator) frontLine(s string) string {
	if strings.TrimSpace(s) == "---" {
		if t.front++; t.front == 2 {
			return "ms.contentlocale: " + t.locale + "\n" + s
		}
		return s
	}
	if rest, ok := strings.CutPrefix(s, "title:"); ok && t.detached {
		return "title：" + rest
	}
	return s
}

func (t *translator) heading(s string) string {
	marks := s[:len(s)-len(strings.TrimLeft(s, "#"))]
	slug := markdown.Slug(strings.TrimLeft(s, "# "))
	t.section, t.level = slug, len(marks)
	if n := t.slugs[slug]; n > 0 {
		slug = fmt.Sprintf("%s-%d", slug, n)
	}
	t.slugs[t.section]++
	space := " "
	if t.noSpace && len(t.slugs)%5 == 0 {
		space = ""
	}
	return marks + space + `<a name="` + slug + `"></a>` + t.filler
}

// row translates a table row by its section.
func (t *translator) row(s string) string {
	if strings.Trim(s, "|:- \t") == "" {
		return s
	}
	cells := strings.Split(s, "|")
	switch {
	case strings.Contains(t.section, "permission") || t.section == "prerequisites":
		for i := range cells {
			cells[i] = t.permissionCell(cells[i])
		}
	case strings.Contains(t.section, "request-headers"):
		if name, ok := t.headers[strings.TrimSpace(cells[min(1, len(cells)-1)])]; ok {
			cells[1] = " " + name + " "
		}
	}
	return strings.Join(cells, "|")
}

func (t *translator) permissionCell(cell string) string {
	text := strings.TrimSpace(cell)
	bare := strings.TrimSuffix(strings.TrimSuffix(text, "."), ")")
	for english, own := range t.cells {
		if strings.EqualFold(strings.TrimSuffix(english, ")"), bare) {
			return own
		}
	}
	parts := strings.Split(text, ", ")
	if !slices.ContainsFunc(parts, func(p string) bool { return strings.Count(p, ".") > 0 && !strings.ContainsAny(p, " <[&") }) {
		return cell
	}
	text = strings.Join(parts, t.comma)
	if t.spaced && len(text)%3 == 0 && !strings.ContainsAny(text, "<*[") {
		text = strings.ReplaceAll(strings.TrimSuffix(text, "."), ".", ". ")
	}
	if t.struck && len(text)%4 == 0 {
		text = "~~Gone.Read.All~~ " + text
	}
	return text
}

// prose translates the words between code, links and emphasis.
func (t *translator) prose(s string) string {
	lower := strings.ToLower(s)
	if strings.Contains(lower, "not supply a request body") || strings.Contains(lower, "don't supply a request body") {
		return t.noBody
	}
	if !strings.HasPrefix(t.section, "response") || t.level > 2 {
		return s
	}
	var b strings.Builder
	for s != "" {
		n := keptLength(s)
		if n > 0 {
			b.WriteString(s[:n])
			if t.detached && s[0] == '`' {
				b.WriteByte(' ')
			}
			s = s[n:]
			continue
		}
		n = wordLength(s)
		if n == 0 {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		b.WriteString(t.word(s[:n]))
		s = s[n:]
	}
	return b.String()
}

func (t *translator) word(s string) string {
	if own, ok := t.words[strings.ToLower(s)]; ok {
		return own
	}
	switch {
	case s == "Location", s == "OK", s == "Boolean", strings.HasPrefix(s, "Int"), strings.Trim(s, "0123456789") == "":
		return s
	}
	return t.filler
}

// keptLength is the length of the code span, link or bold text that s starts
// with.
func keptLength(s string) int {
	for open, closing := range map[string]string{"`": "`", "**": "**", "[": ")"} {
		if strings.HasPrefix(s, open) {
			if end := strings.Index(s[len(open):], closing); end >= 0 {
				return len(open) + end + len(closing)
			}
		}
	}
	return 0
}

func wordLength(s string) int {
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return n
}
