/// Full dates as other languages write them, the day first: `10. Januar 2031`, `10 de enero de 2031`, `10.01.2031`,
/// `ngày 10 tháng 1 năm 2031`; and in Korean, `2031년 1월 10일`. Which of two numbers the month is in `10/01/2031` nobody
/// can tell.
extension DateReading {
    static func worldly(_ scalars: [UInt32], at start: Int) -> Found? {
        korean(scalars, at: start) ?? dayFirst(scalars, at: start)
    }

    // MARK: 2031년 1월 10일

    private static func korean(_ scalars: [UInt32], at start: Int) -> Found? {
        func part(_ sign: UInt32, at place: Int) -> (value: Int, end: Int)? {
            guard let (value, end) = digits(scalars, at: blanks(scalars, place)) else { return nil }
            let last = blanks(scalars, end)
            return last < scalars.count && scalars[last] == sign ? (value, last + 1) : nil
        }
        guard start == 0 || Text.digit(scalars[start - 1]) == nil, let year = part(0xB144, at: start),
            (1000...9999).contains(year.value), let month = part(0xC6D4, at: year.end),
            let day = part(0xC77C, at: month.end),
            let date = CivilDate(year: year.value, month: month.value, day: day.value)
        else { return nil }
        return Found(day: date, range: start..<day.end)
    }

    // MARK: 10. Januar 2031, 10.01.2031, 5.–11. Mai 2031, du 28 avril au 4 mai 2031

    private static func dayFirst(_ scalars: [UInt32], at start: Int) -> Found? {
        guard start == 0 || Text.digit(scalars[start - 1]) == nil && !isJoint(scalars[start - 1]),
            let first = dayPart(scalars, at: start)
        else { return nil }
        guard let next = afterUntil(scalars, first.end), let last = dayPart(scalars, at: next), let year = last.year,
            let month = last.month, let end = CivilDate(year: year, month: month, day: last.day)
        else {
            guard let year = first.year, let month = first.month,
                let day = CivilDate(year: year, month: month, day: first.day)
            else { return nil }
            return Found(day: day, range: start..<first.end)
        }
        // The year is that of the last day: `vom 29. Dezember bis 4. Januar 2032`.
        let firstMonth = first.month ?? month
        let begin = CivilDate(
            year: first.year ?? (firstMonth > month ? year - 1 : year), month: firstMonth, day: first.day)
        guard let begin, begin <= end else { return nil }
        return Found(day: end, range: start..<last.end, start: begin)
    }

    private static func isJoint(_ scalar: UInt32) -> Bool { scalar == 0x2E || scalar == 0x2C || scalar == 0x2F }

    private struct DayPart {
        var day: Int
        var month: Int?
        var year: Int?
        var end: Int
    }

    /// `10. Januar 2031`, `10.01.2031`; or less of it, for the other end of a period may say the rest.
    private static func dayPart(_ scalars: [UInt32], at start: Int) -> DayPart? {
        guard start < scalars.count, let (day, afterDay) = digits(scalars, at: start), afterDay - start <= 2,
            (1...31).contains(day)
        else { return nil }
        var end = afterDay
        if let figures = figures(scalars, after: afterDay) {
            return DayPart(day: day, month: figures.month, year: figures.year, end: figures.end)
        }
        // 10., 1er, 1º, 1°
        if end < scalars.count, [0x2E, 0xBA, 0xB0].contains(scalars[end]) {
            end += 1
        } else if scalars[end...].starts(with: [0x65, 0x72]) {
            end += 2
        }
        let alone = DayPart(day: day, month: nil, year: nil, end: end)
        let (word, afterWord) = word(scalars, at: blanks(scalars, end))
        if word == "tháng" { return vietnamese(scalars, day: day, at: afterWord) ?? alone }
        let (name, afterName) = word == "de" ? self.word(scalars, at: blanks(scalars, afterWord)) : (word, afterWord)
        guard let month = months[name] else { return alone }
        var place = afterName
        if place < scalars.count, scalars[place] == 0x2E { place += 1 }
        let (of, afterOf) = self.word(scalars, at: blanks(scalars, place))
        let yearPlace = blanks(scalars, of == "de" || of == "del" ? afterOf : place)
        guard let (year, afterYear) = digits(scalars, at: yearPlace), afterYear - yearPlace == 4, year >= 1000 else {
            return DayPart(day: day, month: month, year: nil, end: place)
        }
        return DayPart(day: day, month: month, year: year, end: afterYear)
    }

    /// `.01.2031`, `. 1. 2031`, or `.01.` before a dash.
    private static func figures(_ scalars: [UInt32], after start: Int) -> (month: Int, year: Int?, end: Int)? {
        guard start < scalars.count, scalars[start] == 0x2E else { return nil }
        let monthPlace = blanks(scalars, start + 1)
        guard let (month, afterMonth) = digits(scalars, at: monthPlace), afterMonth - monthPlace <= 2,
            (1...12).contains(month), afterMonth < scalars.count, scalars[afterMonth] == 0x2E
        else { return nil }
        let yearPlace = blanks(scalars, afterMonth + 1)
        guard let (year, end) = digits(scalars, at: yearPlace) else {
            return afterUntil(scalars, afterMonth + 1).map { _ in (month, nil, afterMonth + 1) }
        }
        // 3.10.2031.4 is a version.
        let isDate =
            end - yearPlace == 4 && (1900...2199).contains(year)
            && (end + 1 >= scalars.count || scalars[end] != 0x2E || Text.digit(scalars[end + 1]) == nil)
        return isDate ? (month, year, end) : nil
    }

    /// `1 năm 2031` behind `10 tháng`.
    private static func vietnamese(_ scalars: [UInt32], day: Int, at start: Int) -> DayPart? {
        guard let (month, afterMonth) = digits(scalars, at: blanks(scalars, start)), (1...12).contains(month),
            case (let sign, let afterSign) = word(scalars, at: blanks(scalars, afterMonth)), sign == "năm",
            let (year, end) = digits(scalars, at: blanks(scalars, afterSign)), (1000...9999).contains(year)
        else { return nil }
        return DayPart(day: day, month: month, year: year, end: end)
    }

    /// Where the last day of a period begins, behind a dash or a word for it.
    private static func afterUntil(_ scalars: [UInt32], _ start: Int) -> Int? {
        if let place = afterDash(scalars, start) { return place }
        let (until, end) = word(scalars, at: blanks(scalars, start))
        guard untils.contains(until) else { return nil }
        let (more, afterMore) = word(scalars, at: blanks(scalars, end))
        return blanks(scalars, more == "zum" ? afterMore : end)
    }

    private static let untils: Set = ["bis", "au", "al", "a", "hasta", "até", "ao", "tot", "do", "по", "до"]

    /// In small letters; empty where no letter stands, and for what is longer than the name of a month.
    static func word(_ scalars: [UInt32], at start: Int) -> (String, end: Int) {
        var end = start
        while end < scalars.count, end - start <= 12, isLetter(scalars[end]) { end += 1 }
        return end - start > 12 ? ("", start) : (Text.string(scalars[start..<end]).lowercased(), end)
    }

    /// Of alphabets with small and large ones.
    static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xC0...0x24F, 0x400...0x52F, 0x1E00...0x1EFF: scalar != 0xD7 && scalar != 0xF7
        default: Text.isASCIILetter(scalar)
        }
    }

    /// One row a language; names that two languages share are in the first.
    private static let months: [String: Int] = {
        let rows = [
            "januar februar märz april mai juni juli august september oktober november dezember",
            "jan feb mrz apr - jun jul aug sep okt nov dez",
            "jänner feber - - - - - - sept - - -",
            "janvier février mars avril - juin juillet août - octobre - décembre",
            "janv févr - avr - - juil - - oct - déc",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "- - - - - - - - setiembre - - -",
            "janeiro fevereiro março - maio junho julho - setembro outubro novembro dezembro",
            "gennaio febbraio - aprile maggio giugno luglio - settembre ottobre - dicembre",
            "januari februari maart - mei - - augustus - - - december",
            "- - - - maj - - augusti - - - -",
            "- - marts - - - - - - - - desember",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            "ledna února března dubna května června července srpna září října listopadu prosince",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
            "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta"
                + " lokakuuta marraskuuta joulukuuta",
        ]
        var months: [String: Int] = [:]
        for row in rows {
            for (index, name) in row.split(separator: " ").enumerated() where name != "-" {
                months[String(name)] = months[String(name)] ?? index + 1
            }
        }
        return months
    }()

    /// Whether a word, in small letters, is the name of a weekday or a month.
    static func isDayOrMonth(_ word: String) -> Bool {
        word.utf8.count >= 3
            && (weekdays.contains { $0.hasPrefix(word) } || months[word] != nil || beside.contains(word)
                || monthName(word.unicodeScalars.map(\.value), at: 0) != nil)
    }

    /// What stands beside a date and says nothing more: weekdays, `den`, `г.`
    static func isBeside(_ word: String) -> Bool { beside.contains(word) }

    private static let beside: Set<String> = Set(
        """
        montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so den am
        lundi mardi mercredi jeudi vendredi samedi dimanche le
        lunes martes miércoles jueves viernes sábado domingo el
        lunedì martedì mercoledì giovedì venerdì sabato domenica il
        segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
        maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
        понедельник вторник среда четверг пятница суббота воскресенье г года року
        월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 ngày
        令和 平成 月 火 水 木 金 土 日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
