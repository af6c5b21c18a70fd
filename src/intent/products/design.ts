/** Design, pictures, sound, building and making. How a line reads is told in `product-names.ts`. */
export const DESIGN_PRODUCTS = `
Figma = figma dev mode
?Sketch = sketch app
~Framer
InVision
Zeplin
Axure = axure rp
Balsamiq
?Marvel = marvel app
UXPin
Adobe Creative Cloud = creative cloud, adobe cc, adobe creative suite, ?adobe
Adobe Photoshop = photoshop, photo shop
Adobe Illustrator = ~illustrator
Adobe InDesign = indesign
Adobe Premiere Pro = premiere pro, adobe premiere, ?premiere
Adobe After Effects = after effects
Adobe Lightroom = lightroom, light room
Adobe XD
Adobe Audition
Adobe Express
Adobe Firefly
Adobe Bridge
Adobe Animate
Adobe Dreamweaver = dreamweaver
Adobe Stock
Adobe Captivate
Adobe Experience Manager
Adobe Analytics
Affinity Designer
Affinity Photo
Affinity Publisher
CorelDRAW = corel draw, corel
Canva
~Procreate
GIMP
Inkscape
Krita
~Blender
Cinema 4D = cinema4d, c4d
Autodesk Maya = ?maya
3ds Max = 3dsmax
~Houdini
ZBrush
?Unity = unity editor
Unreal Engine = unreal
AutoCAD = auto cad, autodesk autocad
AutoCAD LT
Autodesk Revit = revit
Autodesk Inventor = ?inventor
Autodesk Fusion = fusion 360
Autodesk
Autodesk Vault
Navisworks
Civil 3D
Bluebeam = bluebeam revu
SketchUp = sketch up
SolidWorks = solid works
CATIA
Siemens NX
PTC Creo = ?creo
Solid Edge
?Rhino = rhino 3d, rhino 7, rhino 8
?Grasshopper
ArchiCAD
Vectorworks
Allplan
Lumion
Enscape
V-Ray
ANSYS
Abaqus
COMSOL
LabVIEW
Altium = altium designer
Eagle CAD
KiCad
TIA Portal
SIMATIC = step7
ArcGIS = arc gis, arcgis pro
QGIS
Final Cut Pro = final cut
Logic Pro
Pro Tools
Ableton Live = ableton
Cubase
~Audacity
DaVinci Resolve = davinci
Camtasia
Snagit = snag it
OBS Studio = ?obs
VLC = vlc player, vlc media player
HandBrake
Shutterstock = shutter stock
Getty Images
iStock
Envato
Freepik
Midjourney = mid journey
?Runway = runway ml
Storyblocks
Frame.io
Bynder
Brandfolder
Celum
Webflow
WordPress = word press
Squarespace
Wix
Drupal
Joomla
TYPO3
Contentful
Shopify
Magento
WooCommerce
QuarkXPress
Articulate = articulate 360, articulate rise
Articulate Storyline = storyline 360
`;
