//go:build sdk

package real_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
)

// quickstarts are how a new user gets from a README to an alert: install into an empty folder
// with the language's own tool, copy the program, run it. Each step gets the SDK's folder as $SDK.
var quickstarts = map[string]struct {
	sdk, language, file string
	scheme              string // of the address
	steps               []string
}{
	"typescript": {"typescript", "ts", "quickstart.ts", "http://", []string{
		`npm init -y && npm pkg set type=module`,
		`npm install --ignore-scripts "$(npm pack --silent --pack-destination . "$SDK")" typescript@5.9.3 @types/node@20.19.9`,
		`npx tsc --strict --module nodenext --target es2022 --types node quickstart.ts`,
		`node quickstart.js`,
	}},
	"python": {"python", "python", "quickstart.py", "", []string{
		`python3 -m venv venv`,
		`venv/bin/pip install "$SDK"`,
		`venv/bin/python quickstart.py`,
	}},
	"java": {"java", "java", "Quickstart.java", "", []string{
		`mvn -q -B -f "$SDK" install`,
		`echo '<project><modelVersion>4.0.0</modelVersion><groupId>quick</groupId><artifactId>start</artifactId><version>1</version>
			<dependencies><dependency><groupId>dev.throughline</groupId><artifactId>sdk</artifactId><version>0.1.0</version></dependency></dependencies></project>' > pom.xml`,
		`mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath`,
		`java -cp "$(cat classpath)" Quickstart.java`,
	}},
}

// TestQuickstarts runs the programs of the READMEs, as they are written there, against a real
// server whose tenant has a journey map and a policy of three customers.
func TestQuickstarts(t *testing.T) {
	for name, q := range quickstarts {
		t.Run(name, func(t *testing.T) {
			s := apptest.Start(t)
			configure(t, s)
			sdk, err := filepath.Abs(filepath.Join("..", "..", q.sdk))
			if err != nil {
				t.Fatal(err)
			}
			folder := t.TempDir()
			program := codeOf(t, filepath.Join(sdk, "README.md"), q.language)
			if err := os.WriteFile(filepath.Join(folder, q.file), []byte(program), 0o600); err != nil {
				t.Fatal(err)
			}
			var out []byte
			for _, step := range q.steps {
				command := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", step)
				command.Dir = folder
				command.Env = append(os.Environ(), "SDK="+sdk, "THROUGHLINE_API_KEY="+s.Key, "THROUGHLINE_ADDRESS="+q.scheme+s.GRPCAddr())
				if out, err = command.CombinedOutput(); err != nil {
					t.Fatalf("%s: %v\n%s", step, err, out)
				}
			}
			t.Logf("%s", out)
			for _, want := range []string{"accepted: 3", "customers"} {
				if !strings.Contains(string(out), want) {
					t.Errorf("it printed %s, want %q in it", out, want)
				}
			}
		})
	}
}

// codeOf returns the first program of a README's section "Quickstart".
func codeOf(t *testing.T, readme, language string) string {
	t.Helper()
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Quickstart\n")
	code := regexp.MustCompile("(?s)```" + language + "\n(.*?)```").FindStringSubmatch(section)
	if code == nil {
		t.Fatalf("%s has no quickstart", readme)
	}
	return code[1]
}

// configure gives the tenant what alerts need: a map with one seam, and a policy.
func configure(t *testing.T, s *apptest.Server) {
	t.Helper()
	c := s.Client(s.Key)
	journeys := &v1.JourneyMap{
		Name: c.Name("journeyMap"), Teams: []string{"ecommerce", "stores"},
		Touchpoints: []*v1.Touchpoint{
			{Id: "notice", DisplayName: "Ready-for-pickup notice", Team: "ecommerce", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_MESSAGE, v1.TouchpointKind_TOUCHPOINT_KIND_APP}, Aliases: []string{"ready for pickup", "order is ready"}},
			{Id: "desk", DisplayName: "In-store pickup desk", Team: "stores", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE}, Aliases: []string{"counter", "pickup desk"}},
		},
		Journeys: []*v1.Journey{{Id: "collect", DisplayName: "Click and collect", Touchpoints: []string{"notice", "desk"}}},
		Seams:    []*v1.OwnedSeam{{Seam: &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "desk"}, AccountableTeam: "ecommerce", ContributingTeam: "stores"}},
	}
	if _, err := c.Journey.UpdateJourneyMap(t.Context(), &v1.UpdateJourneyMapRequest{JourneyMap: journeys}); err != nil {
		t.Fatal(err)
	}
	policy := &v1.Policy{Name: c.Name("policy"), WindowDays: 14, MinCustomers: 3}
	if _, err := c.Policy.UpdatePolicy(t.Context(), &v1.UpdatePolicyRequest{Policy: policy}); err != nil {
		t.Fatal(err)
	}
}
