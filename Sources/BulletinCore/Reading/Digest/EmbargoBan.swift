/// Whether a line forbids to publish this text, and until when.
extension EmbargoLine {
    func ban(in place: Embargo.Place) -> Embargo.Ban? {
        var isOpen = false
        for part in parts {
            switch ban(of: part, in: place) {
            case .until(let day): return .until(day)
            case .open: isOpen = true
            case nil: break
            }
        }
        if place != .story, let start = words.firstIndex(where: { $0.said.contains(.anywhere) }),
            let day = day(in: start..<words.count) ?? day(in: words.indices)
        {
            return .until(day)
        }
        return isOpen ? .open : nil
    }

    private func ban(of part: Part, in place: Embargo.Place) -> Embargo.Ban? {
        if let ban = labelled(part.range, in: place) { return ban }
        if isLatin(part.range) { return part.bound == .blank ? nil : latin(part, part.range, in: place) }
        if let ban = han(part, in: place) { return ban }
        guard part.bound == nil, isDated, let start = latinStart(in: part.range) else { return nil }
        return latin(part, start..<part.range.upperBound, in: place)
    }

    private static func ban(_ day: DateReading.Found?) -> Embargo.Ban { day.map { .until($0) } ?? .open }

    // MARK: 解禁时间：…

    /// `解禁时间：周一10时，届时见官网`: what follows the time is of no weight.
    private func labelled(_ part: Range<Int>, in place: Embargo.Place) -> Embargo.Ban? {
        guard let end = part.first(where: { words[$0].kind == .colon || words[$0].day != nil }), end > part.lowerBound,
            let label = EmbargoWords.label(text(part.lowerBound..<end))
        else { return nil }
        let told = words[end..<part.upperBound].prefix { $0.kind != .other }
        let said = told.reduce(into: Said()) { $0.formUnion($1.said) }
        let day = told.lazy.compactMap(\.day).first
        switch label {
        case .launch where place == .story || place == .title || day == nil && !said.contains(.hour): return nil
        case .ban, .launch:
            if !said.isDisjoint(with: [.time, .notice]) { return Self.ban(day) }
            // Figures that nobody can read are a time, too: `解禁时间：5/8`.
            let figures = told.first { $0.kind == .number }.flatMap {
                Self.figures(scalars, at: $0.range.lowerBound, parts: 2)
            }
            return figures.map { _ in .open }
        case .papers: return day.map { .until($0) } ?? (said.contains(.ahead) ? .open : nil)
        case .publication:
            return day == nil && said.contains(.ahead) && (place == .head || place == .foot) ? .open : nil
        }
    }

    // MARK: Up to the first word of something else

    private func latin(_ part: Part, _ range: Range<Int>, in place: Embargo.Place) -> Embargo.Ban? {
        var (said, behind) = (Said(), Said())
        var day: DateReading.Found?
        var count = 0
        var isWhole = true
        for word in words[range] {
            if word.kind == .other {
                isWhole = false
                break
            }
            if word.kind == .colon || word.kind == .dash, count == 1, said.contains(.embargo) { said.insert(.certain) }
            guard word.kind == .known else { continue }
            if day != nil {
                behind.formUnion(word.said)
            } else if let found = word.day {
                day = found
            } else {
                said.formUnion(count == 0 ? word.said : word.said.subtracting([.order, .release]))
                count += 1
            }
        }
        // `Roof works on hold until 5 May 2031`
        if said.contains(.closing), said.isDisjoint(with: [.copy, .publication]) { return nil }
        if let day {
            // `The report may not be published before 5 May 2031, the court said`
            if said.contains(.negation), !isWhole, words[range].contains(where: { $0.said.contains(.news) }) {
                return nil
            }
            // `The embargo ends on 5 May 2031, ministers said.`
            let isSaid = place == .title || place == .story || scalars.last == 0x2E
            if said.contains(.ending), !said.contains(.certain), !isWhole, isSaid { return nil }
            return Self.forbids(said, before: day, behind: behind, isWhole: isWhole) ? .until(day) : nil
        }
        if let day = self.day(in: range) {
            let isTerm =
                said.contains(.embargo)
                ? !said.isDisjoint(with: [.certain, .until, .term]) || said.contains(.ending) && place != .title
                : said.contains(.hold) && !said.isDisjoint(with: [.until, .publication])
                    || said.contains([.negation, .publication])
                        && (!said.isDisjoint(with: [.until, .before])
                            || said.contains(.certain) && isTerm(day, in: range))
            return isTerm ? .until(day) : nil
        }
        return !isDated && isOpen(said, part, isWhole: isWhole, in: place) ? .open : nil
    }

    /// Whether a word like `before` stands before a day, and nothing else between.
    private func isTerm(_ day: DateReading.Found, in range: Range<Int>) -> Bool {
        guard let place = range.first(where: { words[$0].day?.range == day.range }) else { return false }
        return words[range.lowerBound..<place].reversed().prefix { $0.kind != .other }.contains {
            !$0.said.isDisjoint(with: [.until, .before])
        }
    }

    private static func forbids(_ said: Said, before day: DateReading.Found, behind: Said, isWhole: Bool) -> Bool {
        if said.contains(.embargo) { return true }
        guard !said.contains(.ending) else { return false }
        guard said.isDisjoint(with: [.until, .before]) else {
            guard said.contains(.negation) else { return said.contains(.hold) }
            // `Nicht vor dem 5. Mai veröffentlichen`, `Nicht vor 5. Mai`
            return isDone(said) || said.contains([.use, .before])
                || behind.contains(.publication)
                || isWhole && behind.isEmpty && said.isSubset(of: [.negation, .not, .before, .time])
        }
        guard !said.contains(.negation) else { return false }
        // Flats and roads are free from a day on; a text is so from an hour on.
        let isOrder =
            said.contains(.order) && isWhole
            && (!said.isDisjoint(with: [.publication, .use]) || day.secondOfDay != nil
                || said.union(behind).contains(.hour))
        return said.contains(.release) || isOrder || said.contains([.hold, .publication])
    }

    /// What is denied by `no` alone is publication; `No printing until …` may be about printers.
    private static func isDone(_ said: Said) -> Bool {
        !said.isDisjoint(with: said.contains(.plain) ? [.publication] : [.publication, .act])
    }

    /// Before a time that is not named in full, or none. Below a text, some are about others, and so in stories and in
    /// brackets: a time must be named there.
    private func isOpen(_ said: Said, _ part: Part, isWhole: Bool, in place: Embargo.Place) -> Bool {
        let isTimed = said.contains(.time)
        let mayBeBare = place != .foot && place != .story && (part.bound == nil || part.bound == .bracket)
        if said.contains(.embargo) {
            guard !said.contains(.past) else { return false }
            return isTimed || mayBeBare && isWhole && !said.isDisjoint(with: [.certain, .until, .before])
        }
        guard !said.contains(.ending) else { return false }
        let isBare = mayBeBare && part.bound == nil && isWhole
        let hasTerm = !said.isDisjoint(with: [.until, .before])
        if said.contains(.negation) {
            guard hasTerm, isTimed else { return isBare && !isTimed && said.contains([.publication, .not]) }
            return Self.isDone(said) || said.contains([.use, .before])
        }
        if said.contains(.hold) {
            if said.contains(.publication) { return mayBeBare && isTimed || isBare }
            return place != .title && hasTerm && (mayBeBare && isTimed || isBare)
        }
        return isTimed && said.contains([.release, .order])
    }

    // MARK: Behind the last word of something else

    private func han(_ part: Part, in place: Embargo.Place) -> Embargo.Ban? {
        var (said, earlier) = (Said(), Said())
        var day: DateReading.Found?
        var isMention = false
        var isWhole = true
        for word in words[part.range] {
            switch word.kind {
            case .known:
                said.formUnion(word.said)
                day = day ?? word.day
                isMention = isMention || word.isMention
            case .other, .number:
                // Stories tell of what others may not publish.
                guard part.bound == nil, place != .story else { return nil }
                isWhole = false
                earlier.formUnion(said)
                (said, day, isMention) = ([], nil, false)
            case .comma, .sentence: earlier.remove(.negation)
            default: break
            }
        }
        guard isWhole else {
            return (day != nil || isMention && !isDated)
                && Self.ends(said, behind: earlier, isCopy: scalars.contains(0x7A3F))
                ? Self.ban(day) : nil
        }
        let isTitle = place == .title && day == nil
        if said.contains(.lifting), !said.contains(.copy) {
            // `明日零时解禁` is news, and so is `南海开渔（8月16日解禁）`.
            guard !isTitle, part.bound == nil || part.isFirst else { return nil }
        }
        // Roads are closed, too.
        if said.contains(.closing), said.isDisjoint(with: [.copy, .publication]) { return nil }
        if part.bound == .blank, said.isDisjoint(with: [.request, .forNow, .copy, .hold]) { return nil }
        let needsTime =
            place == .foot || place == .story || part.bound.map { $0 != .bracket } ?? false
        return Self.forbids(said, needsTime: needsTime, isDated: day != nil) ? Self.ban(day) : nil
    }

    /// Of a part that says nothing else.
    private static func forbids(_ said: Said, needsTime: Bool, isDated: Bool) -> Bool {
        if said.contains(.time), !said.isDisjoint(with: [.lifting, .embargo]) {
            return !said.contains(.negation) || said.contains(.act)
        }
        guard !said.isDisjoint(with: [.time, .notice]) else {
            return !needsTime && said.contains(.publication)
                && (said.contains(.forNow) || said.contains([.request, .negation]))
        }
        let hasTerm = !said.isDisjoint(with: [.until, .before])
        if hasTerm, said.contains(.hold) { return true }
        guard said.contains(.act) else { return false }
        if hasTerm { return said.contains(.negation) }
        // `2031年5月8日10时方可发布`
        if said.contains([.time, .permit, .publication]), said.isDisjoint(with: [.negation, .today]) { return true }
        // `请各单位收到通知后立即转发`
        if !said.contains(.time), said.isDisjoint(with: [.permit, .copy, .negation]) {
            return said.contains([.publication, .after]) && !said.contains(.haste)
        }
        if said.contains(.after) {
            return !said.isDisjoint(with: [.permit, .request, .copy, .from]) || said.contains([.notice, .publication])
        }
        // `此稿周一见报`, `此稿于2031年5月8日发`
        if said.contains(.copy), said.contains(.printing) || isDated && !said.contains(.publication) { return true }
        guard !said.contains(.negation) else { return false }
        // `请于2031年5月8日10时发布`, `请于周一统一推送`
        if isDated, said.contains(.publication), said.contains(.planned) { return true }
        guard said.contains(.request), !said.contains(.haste) else { return false }
        return said.contains(.planned)
            || said.contains(.publication) && isDated
            || said.contains(.printing) && (said.contains(.hour) || !said.contains(.today))
    }

    /// Of the end of a line, behind something else and with a date: `《规划》2031年5月8日前不得公开`.
    /// - Parameter isCopy: the line speaks of a text for papers.
    private static func ends(_ said: Said, behind earlier: Said, isCopy: Bool) -> Bool {
        guard said.contains(.act) else { return false }
        if !said.isDisjoint(with: [.before, .until]) {
            // `成绩5月8日前不公布` is news.
            return said.contains(.negation) && !said.contains(.plain)
                || said.contains(.before) && earlier.contains(.negation)
        }
        return said.contains(.after)
            ? isCopy || !said.isDisjoint(with: [.permit, .request]) : isCopy && said.contains(.paper)
    }
}
