package permissions

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/graphgen/graphgen/generator"
)

// TestPage opens the page in a browser, as its address and as a user would
// drive it, and looks at what it shows.
func TestPage(t *testing.T) {
	b := newBrowser(t)
	var page bytes.Buffer
	if err := sampleMatrix().WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, hash, drive, want string }{
		{"all", "", "", `DELETE /policies/{id} v1.0 client.Policies.Delete(ctx, policyID) [P.Read] P.Admin and [P.Write] P.Admin
GET /print/services v1.0 client.Print.Services.List(ctx) no scope needed
GET /two v1.0 client.Two.Get(ctx) [A.Read] [B.Read] C.Read; unknown
GET /users/{id} v1.0 client.Users.Get(ctx, userID) [User.Read] User.Read.All; not supported; [User.Read.All]
POST /users/{id}/block v1.0 client.Users.Block.Create(ctx, userID) the documentation lists no permission
GET /users/{id}/methods v1.0 client.Users.Methods.List(ctx, userID) [Auth.Read] Auth.Read.All
GET /users/{id} beta client.Users.Get(ctx, userID) [User.Read.All]
7 of 7 operations`},
		{"path and method", "search=get+users/&method=GET&version=v1.0&account=application", "", `GET /users/{id} v1.0 client.Users.Get(ctx, userID) [User.Read.All]
1 of 7 operations`},
		{"go call", "", `type("client.users.bl")`, `POST /users/{id}/block v1.0 client.Users.Block.Create(ctx, userID) the documentation lists no permission
1 of 7 operations`},
		{"scope", "", `type("auth.read.all")`, `GET /users/{id}/methods v1.0 client.Users.Methods.List(ctx, userID) [Auth.Read] Auth.Read.All
1 of 7 operations`},
		{"what a scope can do", "", `click("[data-scope='User.Read.All']")`, `GET /users/{id} v1.0 client.Users.Get(ctx, userID) [User.Read] User.Read.All; [User.Read.All]
GET /users/{id} beta client.Users.Get(ctx, userID) [User.Read.All]
2 of 7 operations`},
		{"with others", "scope=P.Write&least=1", "", `DELETE /policies/{id} v1.0 client.Policies.Delete(ctx, policyID) [P.Read] and [P.Write]
1 of 7 operations`},
		{"as the least privileged", "scope=User.Read.All&least=1&account=delegatedWork", "", `GET /users/{id} beta client.Users.Get(ctx, userID) [User.Read.All]
1 of 7 operations`},
		{"scopes", "", `type("user."); click("#show-scopes")`, `User.Read Delegated, work or school: 1 operation, least privileged of 1
User.Read.All Delegated, work or school: 2 operations, least privileged of 1 Application: 1 operation, least privileged of 1
2 of 10 scopes`},
		{"from the scopes to one", "", `click("#show-scopes"); click("[data-scope='B.Read']")`, `GET /two v1.0 client.Two.Get(ctx) [A.Read] [B.Read] C.Read
1 of 7 operations`},
		{"a step in the history, and the keyboard's place", "", `const start = history.length;
			click("[data-scope='B.Read']"); tell(document.activeElement.ariaLabel + ", " + (history.length - start));
			click("#scope button"); tell(document.activeElement.id + ", " + (history.length - start));
			type("nothing of the kind"); tell(history.length - start)`, `Nothing matches.
0 of 7 operations; Clear the scope, 1; search, 2; 2`},
		{"and back", "scope=A.Read", `click("#scope button"); type("nothing of the kind")`, `Nothing matches.
0 of 7 operations`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shown(b.open(t, page.String(), tt.hash, tt.drive)); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
	b.checkNetwork(t)
}

// TestHostilePage has markup and script in every text that comes from pages.
func TestHostilePage(t *testing.T) {
	b := newBrowser(t)
	const evil = `</script><script>document.title="owned"</script><!--<script><img src="http://evil.test/x" onerror="document.title='owned'">{{.}}` + "\u2028"
	api := sample()
	for _, p := range api.Pages {
		p.Title, p.Source.File = evil, "v1.0/api/"+evil
		p.Requests[0].Path += evil
		for i := range p.Permissions {
			p.Permissions[i].Context = evil
			p.Permissions[i].Scopes = append(p.Permissions[i].Scopes, evil)
		}
	}
	var page bytes.Buffer
	if err := New(api, []string{"v1.0"}, generator.Options{}).WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page.String(), "<script"); n != 2 {
		t.Errorf("%d script elements in the file, want 2", n)
	}
	doc := b.open(t, page.String(), "", "")
	if title := doc.Find("title").Text(); title != "Microsoft Graph permissions" {
		t.Errorf("title %q: a page's script ran", title)
	}
	if n := doc.Find("img, script:not([type])").Length(); n != 1 {
		t.Errorf("%d elements, want the page's own script alone", n)
	}
	if n := doc.Find("article").Length(); n != 6 || !strings.Contains(doc.Find(".path").First().Text(), evil) {
		t.Errorf("%d operations; first path %q", n, doc.Find(".path").First().Text())
	}
	b.checkNetwork(t)
}

// shown is what the page shows: one line for each result, the scopes that are
// marked in brackets.
func shown(doc *goquery.Document) string {
	var lines []string
	doc.Find("#results > *").Each(func(_ int, e *goquery.Selection) {
		var parts []string
		e.Find(".method, .path, .version, .call").Each(func(_ int, s *goquery.Selection) { parts = append(parts, s.Text()) })
		var rows []string
		e.Find(".chips").Each(func(_ int, row *goquery.Selection) {
			var chips []string
			row.Children().Each(func(_ int, c *goquery.Selection) {
				text := c.Text()
				if c.HasClass("first") {
					text = "[" + text + "]"
				}
				chips = append(chips, text)
			})
			rows = append(rows, strings.Join(chips, " "))
		})
		if len(rows) > 0 {
			parts = append(parts, strings.Join(rows, "; "))
		}
		e.Find("article > .none, .scope > div > *").Each(func(_ int, s *goquery.Selection) { parts = append(parts, s.Text()) })
		if len(parts) == 0 {
			parts = []string{e.Text()}
		}
		lines = append(lines, strings.Join(parts, " "))
	})
	return strings.Join(append(lines, doc.Find("#count").Text()), "\n")
}

// browser is a headless Chromium that reaches no network but a proxy, which
// notes what is asked of it.
type browser struct {
	path  string
	dir   string
	proxy *httptest.Server
	mu    sync.Mutex
	asked []string
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	b := &browser{dir: t.TempDir()}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			b.path = path
		}
	}
	if b.path == "" {
		t.Skip("no chromium is installed: the page is not tested in a browser")
	}
	b.proxy = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.asked = append(b.asked, r.Method+" "+r.Host)
		w.WriteHeader(http.StatusBadGateway)
	}))
	t.Cleanup(b.proxy.Close)
	return b
}

// open loads a page and returns its document once its scripts have run. A
// drive is a script that acts as a user would; the page's policy is widened by
// its hash.
func (b *browser) open(t *testing.T, page, hashed, drive string) *goquery.Document {
	t.Helper()
	if drive != "" {
		script := `const send = (e, name) => e.dispatchEvent(new Event(name, { bubbles: true }));
			const type = (text) => { const e = document.getElementById("search"); e.value = text; send(e, "input"); };
			const click = (what) => document.querySelector(what).click();
			let told = ""; // beside what the page counts
			const tell = (text) => { told += "; " + text; };
			` + drive + `
			document.getElementById("count").append(told);`
		page = strings.Replace(page, "script-src ", "script-src "+hash(script)+" ", 1)
		page = strings.Replace(page, "</body>", "<script>"+script+"</script></body>", 1)
	}
	name := filepath.Join(b.dir, "page.html")
	if err := os.WriteFile(name, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	address := url.URL{Scheme: "file", Path: name}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, b.path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--proxy-server="+b.proxy.URL, "--user-data-dir="+filepath.Join(b.dir, "profile"), "--dump-dom", address.String()+"#"+hashed)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, stderr.String())
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// checkNetwork fails if anything was asked for over the network. What the
// browser itself asks its maker does not count.
func (b *browser) checkNetwork(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, asked := range b.asked {
		host := strings.TrimSuffix(asked[strings.LastIndexByte(asked, ' ')+1:], ":443")
		if !strings.HasSuffix(host, ".google.com") && !strings.HasSuffix(host, ".googleapis.com") {
			t.Errorf("the page asked for %s", asked)
		}
	}
	t.Logf("asked of the network: %q", b.asked)
}
