/**
 * Words that people in clubs, schools, libraries and charities type, and what the packs call it: before the colon what is typed,
 * after it what to look for, the best first; with hyphens it is a glyph's whole name.
 */
const lines = `
read reading reader readers bookworm literacy literature novel: book-open book books bookmark
library librarian libraries: books library book
story stories storytelling tale fairytale: book scroll castle
write writer writing author handwriting journalism: pencil pen feather
poem poetry poet: feather pen quotes
spelling alphabet grammar phonics: text letter
news reporter newsletter: newspaper article
volunteer volunteering volunteers: hand-heart handshake heart hand
help helper helping helpful: hand handshake lifebuoy heart
support mentor mentoring buddy peer: handshake users hand
care caring carer kindness kind compassion: hand-heart heart hand
charity donate donation donor giving fundraising fundraiser: hand-heart hand-coins coins gift heart
gratitude thanks thankyou thank: heart hands gift
blood transfusion: drop droplet heartbeat
firstaid firstaider aider: aid bandaids
medic medical medicine doctor nurse paramedic: stethoscope aid hospital
health healthy wellbeing wellness fitness: heartbeat heart barbell
mental mindfulness meditation yoga: lotus brain flower
rescue lifesaver lifeguard: lifebuoy helicopter
safety safe protection safeguarding: shield-check shield helmet lifebuoy
emergency: siren ambulance alarm
firefighter firefighting fire: fire extinguisher flame
police guard security: police shield badge
code coding coder programmer programming developer software: code terminal brackets
computer computing computers digital: laptop desktop computer
internet online web cyber: globe browser
website blog: browser globe
robotics: robot
electronics circuit hardware: circuitry cpu plug
data statistics: chart database
ai: robot sparkle brain
typing: keyboard
maker making makers build builder building: hammer wrench blueprint
craft crafts crafting handicraft: scissors paint yarn
sewing sew knit knitting crochet textile: yarn needle threads dress
woodwork carpentry carpenter woodworking: hammer ruler axe
repair repairing fix fixing mend: wrench hammer screwdriver
engineer engineering mechanic: gear wrench
invention inventor invent innovation innovator: lightbulb rocket
design designer: pen palette ruler
architect architecture: blueprint compass buildings
nature natural outdoors outdoor: leaf tree plant mountains
garden gardening gardener allotment: plant shovel flower
wildlife: bird paw butterfly
forest woodland woods: tree evergreen
flower floral: flower tulip
environment environmental eco green: leaf recycle globe
climate sustainability sustainable: leaf globe thermometer
recycling waste litter: recycle trash
energy renewable solar: solar lightning windmill
water ocean sea beach: waves drop beach anchor
river lake: waves fish
farm farming farmer agriculture: farm tractor barn cow
bee bees honey: flower beetle
animal animals pet pets vet: paw dog cat
horse riding pony equestrian: horse
birdwatching birds: bird binoculars
fishing angling: fish
astronomy astronaut stars: planet star rocket moon
space: rocket planet alien
weather: cloud sun rainbow
sport sports sporty athletics athlete: trophy medal basketball soccer
football footballer: soccer football
rugby: football
tennis badminton: tennis racquet
golf golfer: golf
hockey: hockey
running runner run jogging marathon race: person-simple-run sneaker run
walking walker: person-simple-walk footprints walk boot
swim swimmer swimming: person-simple-swim swimming swim waves
diving: scuba swim
skating skateboard: sneaker
ski skiing snowboarding: person-simple-ski person-simple-snowboard snowflake
sailing sailor boat boating rowing: sailboat boat anchor
canoe kayak paddle: boat
climbing climber bouldering: mountains person-simple-hike
gym strength weightlifting exercise workout training: barbell
dance dancing dancer ballet: disco music
martial karate judo taekwondo: person-simple-tai-chi boxing hand-fist
archery: target
bowls bowling: bowling
winner winning win champion championship: trophy medal crown
award prize achievement achiever: trophy medal seal
excellence best outstanding top: star trophy crown medal
first: one ranking medal
rank level levels: ranking steps medal
goal goals aim: target flag
challenge: mountains flag target
music musician musical orchestra band choir: music guitar piano
singing singer sing song karaoke: microphone music
instrument violin drum trumpet: guitar piano music
radio podcast broadcasting: radio microphone
art artist arts: palette paint brush
painting paint painter: palette paint brush
drawing draw sketching: pencil scribble palette
pottery ceramics sculpture: pot bowl
theatre theater drama acting actor: mask-happy mask-sad mask
film cinema movie filmmaking: film video camera
photo photography photographer: camera aperture image
circus magic magician: magic tent wand
museum gallery history historian heritage: bank castle scroll
language languages linguist bilingual: translate chat globe
english french spanish german translation translator: translate globe
speaking speech speaker presenter presentation: microphone presentation chat
debate debating discussion: chats chat megaphone
communication: chat chats megaphone
listening: ear headphones
sign deaf hearing: ear hand
school pupil student study: student graduation-cap backpack chalkboard-teacher
university college graduate degree: graduation-cap student
learning learner education: graduation-cap book-open student
teacher teaching tutor lesson classroom: chalkboard teacher
course workshop: chalkboard presentation
exam test quiz: exam check question
homework: notebook pencil backpack
kindergarten nursery baby toddler: baby lego ball
science scientist chemistry lab laboratory: flask atom microscope
biology: microscope leaf dna
physics: atom magnet
maths math mathematics numeracy: math calculator plus
geography map maps: map globe compass
geology: mountains
geometry: ruler triangle compass
pharmacy chemist: pill prescription
cooking cook chef kitchen: chef cooking pot
food meal eating: fork bowl pizza
bake baking baker: cake bread cookie oven
lunch dinner breakfast: fork knife egg coffee
fruit vegetables: apple carrot cherries
drink cafe barista: coffee mug
foodbank groceries: basket bread can
team teamwork teamplayer together: users-three handshake users puzzle-piece
leader leadership captain: crown flag compass
committee board trustee chair: users gavel
member membership: identification-badge identification-card user-check user
community neighbourhood neighbour: users house
friend friends friendship: users smiley handshake
family families parent parents: users house baby
welcome greeting hello: hand waving smiley
youth teenager young: backpack student
elderly senior seniors older: armchair person
diversity equality inclusion inclusive: rainbow users
accessibility disability access: wheelchair accessible
women girls woman girl: woman female
justice law rights court: scales gavel
vote voting election democracy: check box hand
peace: peace bird
faith church religion: church hands
scouting scout scouts guides guiding brownies: tent campfire compass
camp camping camper: tent campfire
hike hiking hiker trekking: person-simple-hike mountains boot backpack
expedition adventure explorer explore exploring: compass mountains binoculars
orienteering navigation: compass map
travel trip journey holiday: airplane suitcase globe
bicycle cycling cyclist biking bike: bicycle bike
driving driver: car steering
train railway: train
flying pilot: airplane
event events: calendar-star ticket confetti calendar
attendance attended participant participation: calendar-check ticket user-check calendar
conference meeting seminar: presentation users
festival celebration celebrate party: confetti balloon cake
birthday anniversary: cake balloon gift
christmas xmas advent: christmas tree snowflake gift
easter: egg rabbit
halloween: ghost skull
spring: flower tulip
summer: sun sunglasses beach
autumn fall: leaf acorn
winter: snowflake
time punctual punctuality: clock timer
hour hours service: clock hourglass timer
year years loyalty: calendar star
day daily: sun calendar
game games gaming gamer: game controller dice
chess: knight crown king
puzzle puzzles problem solving solver: puzzle cube
cards: cards spade
toy toys play playing: lego balloon puzzle
money finance financial saving savings: coins piggy coin
business enterprise entrepreneur: briefcase storefront
shop shopkeeper selling: storefront cart
job work career employment: briefcase
office admin administration secretary: briefcase folder
treasurer accounting accounts: calculator coins
organiser organizer planning: calendar clipboard kanban
project: kanban clipboard
idea ideas thinking thinker: lightbulb brain
creative creativity imagination: lightbulb palette sparkle
curious curiosity: question magnifying binoculars
research investigate detective: magnifying detective
brave bravery courage hero: shield medal
honest honesty trust trusted: seal handshake shield
patience calm quiet: lotus hourglass
confidence confident: star smiley
progress improvement growth growing: trend plant steps
perseverance resilience effort: mountains fire
success: trophy check star
perfect complete completed done finished: check seal
verified approved certified: seal check certificate
certificate qualification accredited: certificate seal
secret: lock keyhole
future: rocket
luck lucky: clover
love: heart
happy joy fun: smiley confetti
royal queen king: crown
night: moon
morning: sunrise sun
world international global earth: globe world planet
city town urban: city buildings
village countryside rural: house tree barn
house home housing: house
bridge: bridge
flag country nation: flag
dragon dinosaur monster: alien ghost
unicorn: horse
electric electricity power: lightning plug
light lamp: lamp lightbulb
phone telephone call: phone
mail post letter email: envelope mailbox
paper origami: paper airplane
tool tools: wrench hammer toolbox
clean cleaning tidy: broom bucket
laundry: washing shirt
dog dogs puppy: dog paw
cat cats kitten: cat paw
`

/** What to look for when a word is typed, the best first; nothing for a word that the list does not know. */
export const synonyms: ReadonlyMap<string, readonly string[]> = byWords()

function byWords(): ReadonlyMap<string, readonly string[]> {
  const byWord = new Map<string, readonly string[]>()
  for (const line of lines.trim().split('\n')) {
    const [typed = '', meant = ''] = line.split(': ')
    for (const word of typed.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), ...meant.split(' ')])
  }
  return byWord
}
