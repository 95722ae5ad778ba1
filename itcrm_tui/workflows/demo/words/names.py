"""Names of people from many places, by the language they come from."""


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split(", "))


CULTURES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        _listed("Claire, Étienne, Margaux, Théo, Aurélie, Benoît, Solène, Loïc"),
        _listed("Garnier, Lefèvre, Chevalier, Béranger, Roussel, Guérin, Delorme, Faure, Noël, Marchand"),
    ),
    (
        _listed("Agnieszka, Tomasz, Małgorzata, Paweł, Zofia, Krzysztof, Łukasz, Ewa"),
        _listed("Nowak, Mazur, Dudek, Wójcik, Kaczmarek, Król, Wieczorek, Pawlak, Zając, Sikora"),
    ),
    (
        _listed("Annelie, Jürgen, Ulrike, Matthias, Heike, Jörg, Sabine, Sebastian"),
        _listed("Schäfer, Grünewald, Köhler, Weiß, Vogt, Krüger, Lorenz, Baumgärtner, Engel, Hartmann"),
    ),
    (
        _listed("Chidi, Ngozi, Adaeze, Kwame, Ama, Olumide, Folasade, Tunde"),
        _listed("Adeyemi, Mensah, Boateng, Okafor, Balogun, Asante, Eze, Owusu, Danjuma, Oyelaran"),
    ),
    (
        _listed("Inês, Tiago, Beatriz, Gonçalo, Rui, Mafalda, Duarte, Conceição"),
        _listed("Magalhães, Simões, Teixeira, Araújo, Brandão, Pacheco, Lourenço, Antunes, Gouveia, Assunção"),
    ),
    (
        _listed("Lucía, Íñigo, Begoña, Andrés, Nuria, Óscar, Pilar, Joaquín"),
        _listed("Fernández, Ibáñez, Muñoz, Gutiérrez, Echeverría, Peña, Castellanos, Rentería, Vázquez, Soler"),
    ),
    (
        _listed("Priya, Arjun, Lakshmi, Vikram, Ananya, Sanjay, Meera, Rohan"),
        _listed("Chatterjee, Venkataraman, Iyer, Deshmukh, Kulkarni, Bhattacharya, Nair, Reddy, Banerjee, Menon"),
    ),
    (
        _listed("Nadia, Youssef, Leïla, Karim, Samira, Omar, Hanane, Rachid"),
        _listed("Haddad, Benali, El Amrani, Mansouri, Khoury, Boukhari, Cherif, Ziani, Rahmani, Toumi"),
    ),
    (
        _listed("Ayşe, Emre, Gülşen, Mehmet, Çağla, Onur, Zeynep, Burak"),
        _listed("Yıldız, Öztürk, Kılıç, Şahin, Aydın, Çelik, Doğan, Güneş, Arslan, Koç"),
    ),
    (
        _listed("Astrid, Søren, Håkon, Linnéa, Mikkel, Sigrún, Anders, Maja"),
        _listed("Lindqvist, Bergström, Nygård, Åkesson, Holm, Dahl, Kjær, Lund, Sjöberg, Thorsen"),
    ),
    (
        _listed("Zsófia, Gergő, Ágnes, Bálint, Eszter, László, Réka, Márton"),
        _listed("Szabó, Kovács, Horváth, Németh, Farkas, Balogh, Juhász, Takács, Fekete, Győri"),
    ),
    (
        _listed("Aoife, Graham, Siobhán, Callum, Fiona, Declan, Harriet, Rhys"),
        _listed(
            "MacAllister, Whitcombe, Pritchard, Gallagher, Ashworth, Llewellyn, Doyle, Fairweather, Ó Briain, Sutton"
        ),
    ),
    (
        _listed("Thanh, Minh, Linh, Hương, Tuấn, Quân, Hạnh, Vy"),
        _listed("Nguyễn, Trần, Phạm, Hoàng, Đặng, Vũ, Bùi, Đỗ, Lê, Dương"),
    ),
    (
        _listed("Maaike, Joris, Femke, Bram, Liesbeth, Sander, Anouk, Wouter"),
        _listed(
            "de Vries, Hoogeveen, van der Meulen, Bakker, Terpstra, Dijkstra, van Leeuwen, Smeets, Kuipers, Vermeulen"
        ),
    ),
    (
        _listed("Chiara, Niccolò, Federica, Matteo, Giulia, Alessandro, Ilaria, Davide"),
        _listed("Esposito, De Santis, Ricciardi, Galli, Bellini, Colombo, Fontana, Moretti, D'Angelo, Bianchi"),
    ),
)

LONG_NAMES = (
    "Marie-Hélène Castellane de Rochebrune",
    "Wolfgang-Maximilian von Hohenberg-Trautenau",
    "Ana Carolina dos Santos Vasconcelos Guimarães",
    "Lakshminarasimhan Ramachandran",
)

PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "'": "", "’": ""}
)
"""Letters that folding leaves as they are, as people write them in an address."""
