internal import Interop

/// Apple's directory knows a closed list of categories, some with categories of their own (podcasters.apple.com,
/// "Apple Podcasts categories"). Those of earlier lists are remarked, others are wrong.
enum PodcastCategoriesAreListed: Rule {
    static let laws: [Law] = [
        Law(
            "InvalidItunesCategory", .error, .xml, "Apple Podcasts, \"Categories and subcategories\"",
            "a category is one of Apple's list"),
        Law(
            "ObsoleteItunesCategory", .warning, .xml, "Apple Podcasts, \"Categories and subcategories\"",
            "a category is one of Apple's present list, not of a former one"),
    ]

    /// Whether Apple's directory has a category of this name, without another around it.
    static func knows(_ category: String) -> Bool { current[category] != nil }

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(ITunesVocabulary.category), let name = subject.element.attribute("text") else { return }
        let outer = subject.parentDefinition === ITunesVocabulary.category ? subject.parent?.attribute("text") : nil
        let isCurrent = outer.map { current[$0]?.contains(name) ?? false } ?? (current[name] != nil)
        guard !isCurrent else { return }
        let isFormer = former.contains(name) || outer.map(former.contains) ?? false
        report.add(
            isFormer ? .warning : .error, isFormer ? "ObsoleteItunesCategory" : "InvalidItunesCategory",
            "\(name.quoted) is \(isFormer ? "no longer" : "not") in Apple's list of categories",
            advice: "choose one of the list", at: subject.element.offset)
    }

    private static let current: [String: [String]] = [
        "Arts": ["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"],
        "Business": ["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"],
        "Comedy": ["Comedy Interviews", "Improv", "Stand-Up"],
        "Education": ["Courses", "How To", "Language Learning", "Self-Improvement"],
        "Fiction": ["Comedy Fiction", "Drama", "Science Fiction"],
        "Government": [],
        "History": [],
        "Health & Fitness": [
            "Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality",
        ],
        "Kids & Family": ["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"],
        "Leisure": [
            "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games",
        ],
        "Music": ["Music Commentary", "Music History", "Music Interviews"],
        "News": [
            "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News",
            "Tech News",
        ],
        "Religion & Spirituality": [
            "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality",
        ],
        "Science": [
            "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature",
            "Physics", "Social Sciences",
        ],
        "Society & Culture": ["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"],
        "Sports": [
            "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running",
            "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling",
        ],
        "Technology": [],
        "True Crime": [],
        "TV & Film": ["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"],
    ]

    /// Names of Apple's lists of 2005 and of 2006 to 2019 that are gone.
    private static let former: Set<String> = [
        "Amateur", "Arts & Entertainment", "Architecture", "Audio Blogs", "Automotive", "Aviation", "Business News",
        "Computers", "Current", "Education Technology", "Educational Technology", "Family", "Fashion & Beauty",
        "Finance",
        "Food", "Gadgets", "Games & Hobbies", "Government & Organizations", "Health", "Hobbies", "Higher Education",
        "International", "K-12", "Literature", "Local", "Management & Marketing", "Medicine", "Movies & Television",
        "National", "Non-Profit", "Other", "Other Games", "Outdoor", "Podcasting", "Professional",
        "College & High School", "Public Radio", "Regional", "Self-Help", "Shopping", "Software How-To",
        "Sports & Recreation",
        "Talk Radio", "Tech News", "Training", "Transportation", "Travel", "International",
    ]
}
