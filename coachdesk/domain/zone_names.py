"""Places people name when asked for a time zone, beside those that the tz database is named after."""

from __future__ import annotations

_PLACES = """
    Africa/Abidjan: Ivory Coast
    Africa/Cairo: Alexandria, Egypt
    Africa/Casablanca: Rabat, Marrakesh, Tangier, Morocco
    Africa/Dar_es_Salaam: Dodoma, Zanzibar, Tanzania
    Africa/Harare: Zimbabwe
    Africa/Johannesburg: Cape Town, Durban, Pretoria, South Africa
    Africa/Kampala: Entebbe, Uganda
    Africa/Lagos: Abuja, Ibadan, Kano, Port Harcourt, Nigeria
    Africa/Nairobi: Mombasa, Kenya
    Africa/Accra: Kumasi, Ghana
    America/Anchorage: Fairbanks, Alaska
    America/Argentina/Buenos_Aires: Rosario, La Plata, Argentina
    America/Argentina/Mendoza: Mendoza
    America/Bogota: Medellín, Cali, Cartagena, Colombia
    America/Chicago: Houston, Dallas, Austin, San Antonio, Minneapolis, Milwaukee, New Orleans, Nashville, Memphis
    America/Chicago: St Louis, Kansas City
    America/Denver: Salt Lake City, Albuquerque, Colorado Springs, Boulder
    America/Edmonton: Calgary
    America/Guayaquil: Quito, Ecuador
    America/Halifax: Nova Scotia
    America/Lima: Cusco, Peru
    America/Los_Angeles: San Francisco, Seattle, San Diego, Portland, Las Vegas
    America/Los_Angeles: Sacramento, San Jose, Silicon Valley, Oakland
    America/Mexico_City: Guadalajara, Puebla
    America/New_York: Boston, Washington, Philadelphia, Miami, Atlanta, Orlando
    America/New_York: Pittsburgh, Baltimore, Charlotte, Cleveland, Brooklyn
    America/Phoenix: Tucson, Arizona
    America/Santiago: Valparaíso, Chile
    America/Sao_Paulo: São Paulo, Rio de Janeiro, Brasília, Curitiba, Porto Alegre, Belo Horizonte, Florianópolis
    America/Toronto: Ottawa, Montréal, Québec City, Hamilton
    America/Vancouver: Victoria, British Columbia
    America/Winnipeg: Manitoba
    America/Costa_Rica: San José de Costa Rica
    Asia/Dhaka: Chittagong, Bangladesh
    Asia/Dubai: Abu Dhabi, Sharjah, United Arab Emirates, Oman, Muscat
    Asia/Ho_Chi_Minh: Hanoi, Da Nang, Saigon, Vietnam
    Asia/Hong_Kong: Kowloon
    Asia/Jakarta: Bandung, Yogyakarta
    Asia/Jerusalem: Tel Aviv, Haifa, Israel
    Asia/Kathmandu: Katmandu, Nepal
    Asia/Kolkata: Bangalore, Bengaluru, Mumbai, Bombay, Delhi, New Delhi, Chennai, Madras, Hyderabad
    Asia/Kolkata: Pune, Ahmedabad, Jaipur, Goa, Calcutta, India
    Asia/Karachi: Lahore, Islamabad, Pakistan
    Asia/Kuala_Lumpur: Penang, Malaysia
    Asia/Makassar: Bali, Denpasar, Ubud
    Asia/Manila: Cebu, Quezon City, Philippines
    Asia/Riyadh: Jeddah, Mecca, Dammam, Saudi Arabia
    Asia/Seoul: Busan, Incheon, South Korea
    Asia/Shanghai: Beijing, Shenzhen, Guangzhou, Chengdu, Hangzhou, Wuhan, Nanjing, Chongqing, Tianjin, China
    Asia/Taipei: Kaohsiung, Taichung, Taiwan
    Asia/Tbilisi: Batumi
    Asia/Tehran: Isfahan, Shiraz, Iran
    Asia/Tokyo: Osaka, Kyoto, Yokohama, Nagoya, Sapporo, Fukuoka, Kobe, Japan
    Asia/Yangon: Rangoon, Myanmar
    Asia/Bangkok: Chiang Mai, Phuket, Thailand
    Asia/Almaty: Astana, Kazakhstan
    Atlantic/Canary: Las Palmas, Tenerife, Canary Islands
    Atlantic/Reykjavik: Iceland
    Australia/Brisbane: Gold Coast, Cairns, Queensland
    Australia/Sydney: Canberra, Newcastle, Wollongong
    Australia/Melbourne: Geelong
    Europe/Amsterdam: Rotterdam, The Hague, Utrecht, Eindhoven, Netherlands
    Europe/Athens: Thessaloniki, Greece
    Europe/Belgrade: Novi Sad, Serbia
    Europe/Berlin: Munich, München, Hamburg, Frankfurt, Cologne, Köln, Stuttgart, Düsseldorf, Leipzig, Dresden, Germany
    Europe/Brussels: Antwerp, Ghent, Bruges, Belgium
    Europe/Bucharest: Cluj-Napoca, Timișoara, Iași, Romania
    Europe/Budapest: Debrecen, Hungary
    Europe/Copenhagen: Aarhus, Denmark
    Europe/Dublin: Cork, Galway, Ireland
    Europe/Helsinki: Espoo, Tampere, Turku, Finland
    Europe/Istanbul: Ankara, İzmir, Antalya, Türkiye, Turkey
    Europe/Kyiv: Kiev, Lviv, Odesa, Kharkiv, Ukraine
    Europe/Lisbon: Porto, Portugal
    Europe/Ljubljana: Maribor, Slovenia
    Europe/London: Edinburgh, Glasgow, Manchester, Birmingham, Liverpool, Bristol
    Europe/London: Leeds, Cardiff, Belfast, Oxford, Cambridge, United Kingdom
    Europe/Madrid: Barcelona, Valencia, Seville, Málaga, Bilbao, Spain
    Europe/Moscow: Saint Petersburg
    Europe/Oslo: Bergen, Trondheim, Norway
    Europe/Paris: Lyon, Marseille, Toulouse, Nice, Bordeaux, Nantes, Strasbourg, Lille, France
    Europe/Prague: Brno, Czechia
    Europe/Rome: Milan, Milano, Turin, Naples, Florence, Venice, Bologna, Palermo, Italy
    Europe/Sofia: Plovdiv, Varna, Burgas, Bulgaria
    Europe/Stockholm: Gothenburg, Malmö, Uppsala, Sweden
    Europe/Tallinn: Tartu, Estonia
    Europe/Vienna: Graz, Salzburg, Linz, Innsbruck, Austria
    Europe/Vilnius: Kaunas, Lithuania
    Europe/Warsaw: Kraków, Wrocław, Gdańsk, Poznań, Łódź, Katowice, Poland
    Europe/Zagreb: Split, Croatia
    Europe/Zurich: Zürich, Geneva, Genève, Basel, Bern, Lausanne, Lugano, Switzerland
    Europe/Riga: Latvia
    Europe/Luxembourg: Luxemburg
    Pacific/Auckland: Wellington, Christchurch, Dunedin, New Zealand
    Pacific/Honolulu: Hawaii, Maui
"""

ALIASES: tuple[tuple[str, str], ...] = tuple(
    (place.strip(), line.partition(":")[0].strip())
    for line in _PLACES.strip().splitlines()
    for place in line.partition(":")[2].split(",")
)
"""(place, zone) for places that no zone is named after."""

SPELLING: dict[str, str] = {
    "America/Sao_Paulo": "São Paulo",
    "America/Bogota": "Bogotá",
    "America/Asuncion": "Asunción",
    "America/Cancun": "Cancún",
    "America/Merida": "Mérida",
    "America/St_Johns": "St John's",
    "America/Argentina/Cordoba": "Córdoba",
    "America/Argentina/Tucuman": "Tucumán",
    "America/Belem": "Belém",
    "America/Maceio": "Maceió",
    "America/Cuiaba": "Cuiabá",
    "Atlantic/Reykjavik": "Reykjavík",
    "Europe/Chisinau": "Chișinău",
    "Africa/Lome": "Lomé",
    "Africa/Sao_Tome": "São Tomé",
}
"""Cities whose zone name leaves their accents out."""

_OLD = """
    America/Buenos_Aires America/Catamarca America/Cordoba America/Jujuy America/Mendoza America/Rosario
    America/Argentina/ComodRivadavia America/Atka America/Ensenada America/Fort_Wayne America/Godthab
    America/Indianapolis America/Knox_IN America/Louisville America/Montreal America/Porto_Acre America/Santa_Isabel
    America/Shiprock America/Virgin America/Coral_Harbour America/Nipigon America/Thunder_Bay America/Rainy_River
    America/Pangnirtung America/Yellowknife Africa/Asmera Africa/Timbuktu Antarctica/South_Pole Asia/Ashkhabad
    Asia/Calcutta Asia/Choibalsan Asia/Chongqing Asia/Chungking Asia/Dacca Asia/Harbin Asia/Istanbul Asia/Kashgar
    Asia/Katmandu Asia/Macao Asia/Rangoon Asia/Saigon Asia/Tel_Aviv Asia/Thimbu Asia/Ujung_Pandang Asia/Ulan_Bator
    Atlantic/Faeroe Atlantic/Jan_Mayen Australia/ACT Australia/Canberra Australia/Currie Australia/LHI
    Australia/North Australia/NSW Australia/Queensland Australia/South Australia/Tasmania Australia/Victoria
    Australia/West Australia/Yancowinna Europe/Belfast Europe/Kiev Europe/Nicosia Europe/Tiraspol Europe/Uzhgorod
    Europe/Zaporozhye Pacific/Enderbury Pacific/Johnston Pacific/Ponape Pacific/Samoa Pacific/Truk Pacific/Yap
"""

OLD_NAMES: frozenset[str] = frozenset(_OLD.split())
"""Names that the tz database keeps for old files only; they still open, and are not offered."""
