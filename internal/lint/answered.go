package lint

import "slices"

// answered returns the type that the page answers with, nil where no page
// describes it. A body of which neither page nor annotation tells the type is a
// finding.
func (b *bodyCheck) answered() *declared {
	for i := range b.page.Responses {
		r := &b.page.Responses[i]
		if r.Status != b.status {
			continue
		}
		if b.name == "" {
			b.collection, b.known = r.Collection, r.Type != ""
		}
		if r.Type != "" || b.name != "" {
			return b.get(r.Type)
		}
		if t := b.otherwise(); t != nil {
			return t
		}
		switch {
		case b.ignored != "":
			b.report("annotation-type", b.at, "annotation with the type %q is none of a response, and no text names the type", clip(b.ignored))
		case !b.noted:
			b.report("annotation-type", b.at, "neither an annotation nor a text names the type of the response")
		}
	}
	return nil
}

// otherwise returns the type that the page names for another status, else that
// of what it sends, where what comes back looks like it.
func (b *bodyCheck) otherwise() *declared {
	for i := range b.page.Responses {
		if r := &b.page.Responses[i]; r.Status < 300 && r.Type != "" {
			return b.get(r.Type)
		}
	}
	if len(b.page.Requests) == 0 || b.page.Requests[0].Method == "GET" || b.sent.Collection {
		return nil
	}
	t, all := b.get(b.sent.Type), 0
	for i := range b.values {
		all += len(b.values[i].fields)
	}
	if t == nil || 2*b.fitting(t, b.values) < all {
		return nil
	}
	return t
}

// told returns the type that the Response section names, where an annotation
// of the page names another.
func (b *bodyCheck) told() *declared {
	for i := range b.page.Responses {
		if r := &b.page.Responses[i]; r.Status == b.status {
			return b.get(r.Told)
		}
	}
	return nil
}

// reportTold finds two types of which package parser can't know that they are
// two: one name ends with the other.
func (b *bodyCheck) reportTold(noted, told *declared) {
	if sameType("annotation says " + noted.name + ", the Response section " + told.name) {
		b.report("response-type-differs", b.at, "annotation says %s, the Response section %s", noted.name, told.name)
	}
}

// isNotedWrong reports whether what the page answers with is the type of the
// objects rather than the one of the annotation. Of a page about one request
// the text is believed where the objects do not tell.
func (b *bodyCheck) isNotedWrong(noted, answered *declared, items []object) bool {
	if answered == nil || answered == noted || casts(b.url) || b.types.derives(b.version, noted, answered) {
		return false
	}
	if b.types.derives(b.version, answered, noted) && slices.ContainsFunc(items, func(o object) bool { return o.odataType != "" }) {
		return false // the annotation names the base of what the objects name
	}
	more := b.fitting(answered, items) - b.fitting(noted, items)
	return more > 0 || more == 0 && len(b.page.Requests) == 1
}

// fitting counts the properties of objects that a type has.
func (b *bodyCheck) fitting(t *declared, objects []object) int {
	n := 0
	for i := range objects {
		for k := range objects[i].fields {
			if b.types.property(b.version, t, objects[i].fields[k].name) != nil {
				n++
			}
		}
	}
	return n
}

// showsValue reports whether a body is the value of a single property.
func showsValue(values []object) bool {
	return len(values) == 1 && len(values[0].fields) == 1 && values[0].fields[0].name == "value" && len(values[0].fields[0].inner) == 0
}

// answersWith reports whether the page lists a collection of objects of
// several types and links to the page of this one.
func (b *bodyCheck) answersWith(t *declared) bool {
	for i := range b.page.Responses {
		if r := &b.page.Responses[i]; r.Status != b.status || !r.Collection {
			continue
		}
		for _, file := range b.types.files(b.version, t) {
			if slices.Contains(b.pages[b.index[b.page.Source.File]].targets, file) {
				return true
			}
		}
	}
	return false
}
