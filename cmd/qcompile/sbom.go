package main

import (
	"runtime"
	"runtime/debug"
	"strings"
)

var formatSBOM = format{name: "sbom", about: "the modules it was linked from, as a CycloneDX bill of materials"}

// The parts of a bill of materials in the JSON form of CycloneDX 1.5 that we fill in.
type (
	materials struct {
		Format     string             `json:"bomFormat"`
		Spec       string             `json:"specVersion"`
		Version    int                `json:"version"`
		Metadata   materialsMetadata  `json:"metadata"`
		Components []materialsElement `json:"components"`
	}
	materialsMetadata struct {
		Component materialsElement `json:"component"`
	}
	materialsElement struct {
		Type       string              `json:"type"`
		Ref        string              `json:"bom-ref"`
		Name       string              `json:"name"`
		Version    string              `json:"version"`
		URL        string              `json:"purl"`
		Properties []materialsProperty `json:"properties,omitempty"`
	}
	materialsProperty struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
)

// materials lists the modules this binary was linked from, as the Go command wrote them into it.
func (a *app) materials() materials {
	v := a.version()
	out := materials{Format: "CycloneDX", Spec: "1.5", Version: 1, Components: []materialsElement{}}
	out.Metadata.Component = element("application", "github.com/qcompiler/qcompiler", v.Version, "")
	goVersion, _, _ := strings.Cut(strings.TrimPrefix(runtime.Version(), "go"), " ")
	out.Components = append(out.Components, element("library", "stdlib", goVersion, ""))
	info, ok := a.build()
	if !ok {
		info = &debug.BuildInfo{}
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		out.Components = append(out.Components, element("library", m.Path, m.Version, m.Sum))
	}
	return out
}

// element is one module. Its sum is that of go.sum, which is over all its files and so no hash of CycloneDX's.
func element(kind, path, version, sum string) materialsElement {
	e := materialsElement{Type: kind, Name: path, Version: version, URL: "pkg:golang/" + path + "@" + version}
	e.Ref = e.URL
	if sum != "" {
		e.Properties = []materialsProperty{{"go.sum", sum}}
	}
	return e
}
