//! Words for benches, drawn from the table of the language: as frequent as in English, and the same each time.

pub mod prose;
pub mod stages;

/// The words of the language with their frequency classes.
pub struct Words {
    words: Vec<(String, u32)>,
    /// The sum of the frequencies up to each word.
    sums: Vec<u64>,
}

impl Words {
    /// Reads the table.
    pub fn read() -> Self {
        let table = include_str!("../../data/words.txt");
        let mut words: Vec<(String, u32)> = table
            .lines()
            .filter_map(|line| {
                let mut fields = line.split(' ');
                let word = fields.next()?;
                let class: u32 = fields.next()?.parse().ok()?;
                let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
                (is_plain && class > 0 && (word.len() > 2 || class > 26)).then(|| (word.to_owned(), class))
            })
            .collect();
        words.sort();
        let mut sum = 0;
        let frequency = |class: u32| 10_f64.powf(f64::from(class) / 4.0) as u64;
        let sums = words
            .iter()
            .map(|&(_, class)| {
                sum += frequency(class);
                sum
            })
            .collect();
        Self { words, sums }
    }

    /// A word, the likelier the more frequent it is.
    pub fn common(&self, random: &mut Random) -> &str {
        let all = *self.sums.last().expect("the table holds words");
        let drawn = random.next() % all;
        &self.words[self.sums.partition_point(|&sum| sum <= drawn)].0
    }

    /// A word that stands once in a million words or in a hundred million.
    pub fn rare(&self, random: &mut Random) -> &str {
        loop {
            let (word, class) = &self.words[random.below(self.words.len())];
            if (4..=12).contains(class) && word.len() > 4 {
                return word;
            }
        }
    }

    /// One to four words, the last of which is rare enough that a house would speak of the phrase.
    pub fn phrase(&self, random: &mut Random) -> String {
        let mut words: Vec<&str> = (0..random.below(4)).map(|_| self.common(random)).collect();
        words.push(self.rare(random));
        words.join(" ")
    }
}

/// Numbers that look random and are the same each time (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// The next of all numbers.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("a bound is a length")
    }
}
